import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sightglass } from '../support/command-line.ts';
import { madeUpLoggerFile } from '../support/import.ts';

let folder: string;
let common: string[];
let system: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sightglass-limits-'));
  common = ['--data', join(folder, 'data'), '--json'];
  system = String((await sightglass(['systems', 'create', '--name', 'Press 4', ...common])).json().id);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const limits = (...args: string[]) => sightglass(['limits', ...args, ...common]);

test('a limit is proposed from a file, approved alone only when that is said, and listed with it', async () => {
  const file = join(folder, 'limit.json');
  const limit = { subjectType: 'indicator', subject: 'tank-temperature', unit: '°C', warningHigh: 55, deadband: 2 };
  const words = { source: { type: 'manual', reference: 'Oil sheet, page 2' }, reason: 'the oil ages early' };
  writeFileSync(file, JSON.stringify({ ...limit, ...words }));
  const proposed = (await limits('propose', system, file)).json();
  expect(proposed).toMatchObject({ state: 'proposed', version: 1 });
  const approving = ['approve', String(proposed.id), '--reason', 'agrees with the sheet'];
  const refused = await limits(...approving);
  expect([refused.exitCode, refused.json().code]).toEqual([1, 'second-person-missing']);
  expect((await limits(...approving, '--alone')).json()).toMatchObject({ state: 'approved', hasSecondPerson: false });
  expect((await limits('list', system, '--state', 'approved')).json()).toMatchObject({ items: [{ id: proposed.id, warningHigh: 55 }] });
  const text = await sightglass(['limits', 'list', system, ...common.slice(0, 2)]);
  expect(text.stdout).toContain('tank-temperature  v1 approved  – / – / 55 / – °C');
  expect(text.stdout).toContain('no second person');
});

test('a baseline of a recording becomes proposals', async () => {
  writeFileSync(join(folder, 'press.csv'), madeUpLoggerFile(1200));
  const imported = await sightglass(['import', join(folder, 'press.csv'), '--system', system, ...common]);
  const captured = await limits(
    'capture',
    system,
    String(imported.json().recordingId),
    '--reason',
    'overhauled',
    '--indicator',
    'hydraulic-power',
  );
  expect(captured.json()).toMatchObject({ proposed: ['hydraulic-power'], refused: [] });
});

test.each([
  ['a file that is no limit', ['propose', 'SYSTEM', '/dev/null'], 1, 'limit-file-invalid'],
  ['no reason', ['reject', '00000000-0000-4000-8000-000000000000'], 2, 'usage-wrong'],
  ['an unknown limit', ['reject', '00000000-0000-4000-8000-000000000000', '--reason', 'not wanted'], 1, 'limit-not-found'],
  ['an unknown state', ['list', 'SYSTEM', '--state', 'happy'], 2, 'usage-wrong'],
])('%s is refused in words', async (_, args, exitCode, code) => {
  const ended = await limits(...args.map((word) => (word === 'SYSTEM' ? system : word)));
  expect([ended.exitCode, ended.json().code]).toEqual([exitCode, code]);
});

test('an operating point is named, changed and, when that is meant, removed', async () => {
  const points = (...args: string[]) => sightglass(['points', ...args, ...common]);
  const made = (await points('add', system, 'Warm oil', '--within', 'T_T:40..55:°C', '--within', 'p_P:150..:bar')).json();
  expect(made).toMatchObject({ name: 'Warm oil', version: 1, within: [{ signal: 'T_T', atLeast: 40, atMost: 55 }, { atMost: null }] });
  const id = String(made.id);
  expect((await points('add', system, 'Warm oil', '--within', 'T_T:1..2:°C')).json().code).toBe('operating-point-known');
  expect((await points('change', id, '--within', 'T_T:45..60.5:°C')).json()).toMatchObject({ version: 2, within: [{ atMost: 60.5 }] });
  const text = await sightglass(['points', 'list', system, ...common.slice(0, 2)]);
  expect(text.stdout).toContain('Warm oil  T_T 45..60.5 °C  v2 by cli:');
  expect([(await points('remove', id)).exitCode, (await points('add', system, 'x', '--within', 'T_T:warm:°C')).exitCode]).toEqual([2, 2]);
  expect((await points('remove', id, '--sure')).json()).toMatchObject({ removed: { id } });
  expect((await points('list', system)).json()).toEqual({ items: [] });
  expect((await points('remove', id, '--sure')).json().code).toBe('operating-point-not-found');
});
