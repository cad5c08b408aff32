import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FingerprintParts, fingerprintOf, identifyFiles } from './fingerprint.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sightglass-fingerprint-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function identify(text: string): Promise<FingerprintParts | null> {
  const path = join(folder, 'in.csv');
  writeFileSync(path, text);
  const file = { path, name: 'in.csv', sha256: '', bytes: Buffer.byteLength(text) };
  return identifyFiles(
    { files: [file], answers: {}, siteZone: 'UTC', folder },
    { signal: new AbortController().signal, onProgress: () => undefined },
  );
}

const log = (of: { serial: number; day: string; header?: string; rows?: number }) =>
  `Device: HMG 4000\nSerial no: ${of.serial}\n${of.header ?? 'Time;P1 [bar];T1'}\n` +
  Array.from({ length: of.rows ?? 5 }, (_, i) => `${of.day}/02/2026 10:00:0${i};${i + of.serial}.5;4${i}`).join('\n');

test('two files of one logger have one fingerprint, whatever their values, dates and open questions', async () => {
  const [one, other] = [await identify(log({ serial: 17, day: '03' })), await identify(log({ serial: 99, day: '25', rows: 8 }))];
  expect(one).toEqual({
    layout: 'wide',
    delimiter: ';',
    header: ['Time', 'P1 [bar]', 'T1'],
    units: [],
    metadataKeys: ['Device', 'Serial no'],
  });
  expect(fingerprintOf(other!)).toBe(fingerprintOf(one!));
});

test('another column name, key or delimiter makes another fingerprint', async () => {
  const one = fingerprintOf((await identify(log({ serial: 17, day: '03' })))!);
  const column = fingerprintOf((await identify(log({ serial: 17, day: '03', header: 'Time;P2 [bar];T1' })))!);
  const delimiter = fingerprintOf((await identify(log({ serial: 17, day: '03' }).replaceAll(';', '\t')))!);
  const key = fingerprintOf((await identify(log({ serial: 17, day: '03' }).replace('Serial no', 'Operator')))!);
  expect(new Set([one, column, delimiter, key]).size).toBe(4);
});

test('what is no measurement has no fingerprint', async () => {
  expect(await identify('Dear all,\nsee you\n')).toBeNull();
});
