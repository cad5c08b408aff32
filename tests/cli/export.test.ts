import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sightglass } from '../support/command-line.ts';
import { madeUpLoggerFile } from '../support/import.ts';

let folder: string;
let common: string[];
let recording: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sightglass-export-'));
  common = ['--data', join(folder, 'data'), '--json'];
  const system = await sightglass(['systems', 'create', '--name', 'Press 4', '--time-zone', 'Europe/Berlin', ...common]);
  writeFileSync(join(folder, 'press.csv'), madeUpLoggerFile(40));
  const imported = await sightglass(['import', join(folder, 'press.csv'), '--system', String(system.json().id), ...common]);
  recording = String(imported.json().recordingId);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const exporting = (...args: string[]) => sightglass(['export', recording, ...common, ...args]);

test.each(['csv', 'parquet', 'xlsx'])('a recording becomes a %s file, in a folder that is made for it', async (format) => {
  const out = join(folder, 'new', format, `press.${format}`);
  const ended = await exporting('--format', format, '--out', out);
  expect(ended.json()).toMatchObject({ file: out, bytes: statSync(out).size, extension: format });
  expect(ended.exitCode).toBe(0);
  expect(existsSync(`${out}.part`)).toBe(false);
});

test('the range is given in seconds or as an instant, the marks as a spreadsheet of the country wants them', async () => {
  const out = join(folder, 'part.csv');
  const ended = await exporting(
    '--out',
    out,
    '--channels',
    '0',
    '--from',
    '2026-01-05T07:00:10+01:00',
    '--to',
    '11',
    '--decimal-mark',
    'comma',
  );
  expect(ended.exitCode).toBe(0);
  expect(readFileSync(out, 'utf8')).toBe(
    '\ufeffTime;Pump pressure\r\n;bar\r\n2026-01-05T07:00:10.000+01:00;158,96\r\n2026-01-05T07:00:11.000+01:00;159,40\r\n',
  );
});

test.each([
  ['an unknown format', ['--format', 'pdf', '--out', 'x'], 'usage-wrong', 2],
  ['no name', [], 'usage-wrong', 2],
  ['a time that is none', ['--out', 'x', '--from', 'noon'], 'usage-wrong', 2],
  ['an instant without a zone', ['--out', 'x', '--from', '2026-01-05T06:00:10'], 'usage-wrong', 2],
  ['words for channels', ['--out', 'x', '--channels', 'all'], 'usage-wrong', 2],
  ['a channel that is not there', ['--out', 'x', '--channels', '9'], 'channel-not-found', 1],
  ['commas for everything', ['--out', 'x', '--decimal-mark', 'comma', '--delimiter', 'comma'], 'export-marks-clash', 1],
  ['a folder for a file', ['--out', tmpdir()], 'file-expected', 1],
  ['a folder that is a file', ['--out', '/dev/null/x.csv'], 'folder-expected', 1],
])('%s is refused in words and writes nothing', async (_what, args, code, exitCode) => {
  const ended = await exporting(...args);
  expect(ended.json()).toMatchObject({ code, title: expect.any(String) });
  expect(ended.exitCode).toBe(exitCode);
});

test('a recording that is not there is a problem', async () => {
  const ended = await sightglass(['export', '0190a000-0000-7000-8000-000000000000', '--out', join(folder, 'y.csv'), ...common]);
  expect(ended.json()).toMatchObject({ code: 'recording-not-found' });
});
