import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sightglass } from '../support/command-line.ts';
import { madeUpLoggerFile } from '../support/import.ts';

let folder: string;
let dataDir: string;
let recording: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sightglass-verify-'));
  dataDir = join(folder, 'data');
  const system = await sightglass(['systems', 'create', '--name', 'Press 4', '--data', dataDir, '--json']);
  writeFileSync(join(folder, 'press.csv'), madeUpLoggerFile(40));
  const imported = await sightglass([
    'import',
    join(folder, 'press.csv'),
    '--system',
    String(system.json().id),
    '--data',
    dataDir,
    '--json',
  ]);
  recording = String(imported.json().recordingId);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const verifying = (...args: string[]) => sightglass(['verify', ...args, '--data', dataDir, '--json']);

test('sound files end with exit code 0', async () => {
  const ended = await verifying('--all');
  expect(ended.json()).toMatchObject({ recordings: 1, files: 2, damageCount: 0, damages: [] });
  expect(ended.exitCode).toBe(0);
});

test('every flipped bit of every stored file ends with exit code 1 and the name of the recording', async () => {
  const objects = join(dataDir, 'files', 'objects');
  const paths = readdirSync(objects, { recursive: true, encoding: 'utf8' })
    .map((name) => join(objects, name))
    .filter((path) => statSync(path).isFile());
  expect(paths).toHaveLength(2);
  for (const [i, path] of paths.entries()) {
    const sound = readFileSync(path);
    const hurt = Buffer.from(sound);
    hurt[Math.floor((sound.length * (i + 1)) / 4)]! ^= 0x20;
    chmodSync(path, 0o600);
    writeFileSync(path, hurt);
    const ended = await verifying(i === 0 ? '--all' : recording);
    expect(ended.exitCode).toBe(1);
    expect(ended.json()).toMatchObject({ damageCount: 1, damages: [{ recordingId: recording, recordingName: 'press' }] });
    if (i === 0) writeFileSync(path, sound);
  }
  const words = await sightglass(['verify', '--all', '--data', dataDir]);
  expect(words.stdout).toMatch(/1 damaged\n {2}press \([\w-]+\): (raw file press\.csv|series), \w+/);
}, 180_000);

test('a recording that is not there is a problem, both words at once are wrong usage', async () => {
  const missing = await verifying('0190a000-0000-7000-8000-000000000000');
  expect([missing.json().code, missing.exitCode]).toEqual(['recording-not-found', 1]);
  expect((await verifying(recording, '--all')).exitCode).toBe(2);
});
