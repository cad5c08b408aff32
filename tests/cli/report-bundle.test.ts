import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sightglass } from '../support/command-line.ts';
import { madeUpLoggerFile } from '../support/import.ts';

let folder: string;
let dataDir: string;
let bundle: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sightglass-bundle-'));
  dataDir = join(folder, 'data');
  const here = ['--data', dataDir, '--json'];
  const system = await sightglass(['systems', 'create', '--name', 'Press 4', ...here]);
  writeFileSync(join(folder, 'press.csv'), madeUpLoggerFile(40));
  const imported = await sightglass(['import', join(folder, 'press.csv'), '--system', String(system.json().id), ...here]);
  const args = ['report', String(imported.json().recordingId), '--out', join(folder, 'out'), '--format', 'json,zip', ...here];
  const { files } = (await sightglass(args)).json() as { files: string[] };
  expect(files.map((path) => path.replace(/.*\./, ''))).toEqual(['json', 'zip']);
  bundle = String(files[1]);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const verify = (...args: string[]) => sightglass(['verify', ...args, '--json']);

test('a bundle is checked where it was made, with a key that was brought along, and without any', async () => {
  const there = await verify(bundle, '--data', dataDir);
  expect(there.json()).toMatchObject({ isGenuine: true, signer: 'as expected', faults: [] });
  expect(there.exitCode).toBe(0);

  const { pem, fingerprint } = (await verify('--key-fingerprint', '--data', dataDir)).json();
  expect(there.json().fingerprint).toBe(fingerprint);
  const key = join(folder, 'appliance.pem');
  writeFileSync(key, String(pem));
  const elsewhere = ['--data', join(folder, 'nowhere')];
  expect((await verify(bundle, '--key', key, ...elsewhere)).json()).toMatchObject({ isGenuine: true, signer: 'as expected' });
  expect((await verify(bundle, ...elsewhere)).json()).toMatchObject({ isGenuine: true, signer: 'unknown' });
  const words = await sightglass(['verify', bundle, ...elsewhere]);
  expect(words.stdout).toContain('every byte is as it was signed');
  expect(words.stdout).toContain('Whose key that is was not checked');
}, 60_000);

test('a changed bundle ends with exit code 1 and says what was changed', async () => {
  const changed = join(folder, 'changed.zip');
  const bytes = readFileSync(bundle);
  const at = bytes.indexOf('"verdict"');
  expect(at).toBeGreaterThan(0);
  bytes[at + 1]! ^= 1;
  writeFileSync(changed, bytes);
  const ended = await sightglass(['verify', changed, '--data', dataDir]);
  expect(ended.exitCode).toBe(1);
  expect(ended.stdout).toMatch(/NOT genuine|cannot be read/);
});

test('what is no bundle, is not there, or makes no sense is said in words', async () => {
  const other = join(folder, 'other.zip');
  writeFileSync(other, 'no archive');
  expect((await verify(other)).json()).toMatchObject({ code: 'bundle-not-readable' });
  expect((await verify(join(folder, 'none.zip'))).json()).toMatchObject({ code: 'file-not-found' });
  expect((await verify(bundle, '--key', other)).json()).toMatchObject({ code: 'signing-key-damaged' });
  expect((await verify('--key', other)).exitCode).toBe(2);
  expect((await verify('--key-fingerprint', '--data', join(folder, 'nowhere'))).json()).toMatchObject({ code: 'signing-key-missing' });
}, 60_000);

test('a number of the report is followed to its raw file in words; one that is not there is refused', async () => {
  const number = /report-(\d{4}-\d+)\.zip$/.exec(bundle)?.[1] ?? '';
  const file = await sightglass(['trace', number, 'f1', '--data', dataDir]);
  expect(file.stdout).toMatch(/^Report \d{4}-\d+, F1: press\.csv\n[\s\S]*[0-9a-f]{64} {2}press\.csv {2}as imported\nIt holds\.\n$/);
  expect(file.exitCode).toBe(0);
  const indicator = await sightglass(['trace', number, 'I1', '--data', dataDir]);
  expect(indicator.stdout).toMatch(/\n {2}computed {4}.*: the same\n/);
  expect((await sightglass(['trace', number, 'I999', '--data', dataDir, '--json'])).json()).toMatchObject({ code: 'evidence-not-found' });
}, 60_000);

test('what is stored is exported as tables in one ZIP that checks offline; nothing of it stays behind', async () => {
  const out = join(folder, 'data.zip');
  const done = await sightglass(['export', 'data', '--format', 'json', '--out', out, '--data', dataDir, '--json']);
  const tables = done.json().tables as { table: string; rows: number }[];
  expect(tables.find(({ table }) => table === 'recording-channels')?.rows).toBe(3);
  expect((await verify(out, '--data', dataDir)).json()).toMatchObject({ isGenuine: true, signer: 'as expected' });
  const changed = join(folder, 'changed.zip');
  const bytes = readFileSync(out);
  const at = bytes.indexOf('snapshotAt');
  bytes[at] = (bytes[at] as number) ^ 1;
  writeFileSync(changed, bytes);
  expect((await verify(changed, '--data', dataDir)).exitCode).toBe(1);
  expect((await sightglass(['export', 'data', '--datasets', 'passwords', '--out', out, '--data', dataDir])).exitCode).toBe(2);
  expect((await sightglass(['export', 'data', '--site', 'Atlantis', '--out', out, '--data', dataDir, '--json'])).json().code).toBe(
    'site-not-found',
  );
});

test('one job makes a report for each system of a site; one that cannot be made is listed with its reason', async () => {
  const { items } = (await sightglass(['systems', 'list', '--data', dataDir, '--json'])).json() as { items: { id: string }[] };
  const empty = await sightglass(['systems', 'create', '--name', 'Press 5', '--data', dataDir, '--json']);
  const systems = `${items[0]?.id},${String(empty.json().id)}`;
  const out = join(folder, 'batch');
  const done = await sightglass(['report', '--systems', systems, '--format', 'json,zip', '--out', out, '--data', dataDir, '--json']);
  expect(done.json().items).toMatchObject([
    { systemName: 'Press 4', state: 'made', report: { number: expect.stringMatching(/^\d{4}-\d{5}$/) } },
    { systemName: 'Press 5', state: 'failed', problem: { code: 'batch-no-recording' } },
  ]);
  expect(done.exitCode).toBe(1);
  expect((done.json().files as string[]).map((path) => path.replace(/.*\./, ''))).toEqual(['json', 'zip']);
  expect((await sightglass(['report', '--out', out, '--data', dataDir])).exitCode).toBe(2);
});
