import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomFrom } from '../../server/diagnostics/models/folds.ts';
import { sightglass } from '../support/command-line.ts';

let folder: string;
let data: string[];
let recordingId: string;

/** Invented: ten minutes of two sensors; the flow is low from row 450 on. */
function logger(): string {
  const random = randomFrom(5);
  const line = (row: number): string => {
    const flow = 24 + 0.3 * (random() + random() - 1) - (row >= 450 ? 2 : 0);
    return `${new Date(Date.UTC(2026, 0, 5, 6, 0, row)).toISOString()};${(150 + random()).toFixed(2)};${flow.toFixed(3)}`;
  };
  return `${['time;Pump pressure [bar];Pump flow [l/min]', ...Array.from({ length: 600 }, (_, row) => line(row))].join('\n')}\n`;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sightglass-anomaly-'));
  data = ['--data', join(folder, 'data'), '--json'];
  const path = join(folder, 'press.csv');
  writeFileSync(path, logger());
  const systemId = String((await sightglass(['systems', 'create', '--name', 'Press 4', ...data])).json().id);
  recordingId = String((await sightglass(['import', path, '--system', systemId, ...data])).json().recordingId);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('without a reference it says how to make one', async () => {
  const ended = await sightglass(['anomaly', 'apply', recordingId, ...data]);
  expect(ended.exitCode).toBe(1);
  expect(ended.json()).toMatchObject({ code: 'anomaly-model-not-found', detail: expect.stringContaining('anomaly fit') });
});

test('fit and apply give score, limit, flag and channels of every row', async () => {
  const fitted = await sightglass(['anomaly', 'fit', recordingId, '--rows', '400', ...data]);
  expect(fitted.json()).toMatchObject({ watched: ['Pump pressure', 'Pump flow'], version: 1 });
  const applied = (await sightglass(['anomaly', 'apply', recordingId, ...data])).json();
  const rows = applied.rows as {
    row: number;
    score: number | null;
    limit: number;
    flag: boolean | null;
    channels: { channel: string }[];
  }[];
  expect(rows).toHaveLength(600);
  expect(rows.filter(({ row, flag }) => flag !== null && flag !== row >= 450).length).toBeLessThan(15);
  // The first row has no trailing mean yet: neither usual nor unusual.
  expect(rows[0]).toMatchObject({ score: null, flag: null, channels: [] });
  expect(rows[599]).toMatchObject({ limit: expect.any(Number), channels: [{ channel: 'Pump flow', direction: 'below' }] });
  const listed = (await sightglass(['anomaly', 'list', ...data])).json();
  expect(listed).toMatchObject([{ id: applied.modelId, reference: { rows: 400, recordingName: 'press' } }]);
});

test('wrong words are refused before anything runs', async () => {
  for (const args of [['fit', recordingId], ['fit', recordingId, '--rows', 'many'], ['forget', recordingId], ['watch']])
    expect((await sightglass(['anomaly', ...args, ...data])).exitCode).toBe(2);
  const half = await sightglass(['anomaly', 'fit', recordingId, '--rows', '400.5', ...data]);
  expect(half.json()).toMatchObject({ code: 'reference-rows-not-whole', detail: expect.stringContaining('400.5') });
  const negative = await sightglass(['anomaly', 'fit', recordingId, '--rows', '-3', ...data]);
  expect(negative.json()).toMatchObject({ code: 'usage-wrong', title: '--rows takes a number that is not negative; "-3" is.' });
});
