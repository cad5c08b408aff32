import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sightglass } from '../support/command-line.ts';
import { madeUpLoggerFile } from '../support/import.ts';

let folder: string;
let common: string[];
let number: string;
const password = 'correct horse battery staple';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sightglass-report-life-'));
  common = ['--data', join(folder, 'data'), '--json'];
  const system = await sightglass(['systems', 'create', '--name', 'Press 4', ...common]);
  await sightglass(['users', 'add', 'eve', '--role', 'engineer', ...common], { input: `${password}\n` });
  await sightglass(['users', 'add', 'ada', '--role', 'approver', ...common], { input: `${password}\n` });
  writeFileSync(join(folder, 'press.csv'), madeUpLoggerFile(40));
  const imported = await sightglass(['import', join(folder, 'press.csv'), '--system', String(system.json().id), ...common]);
  const made = await sightglass([
    ...['report', String(imported.json().recordingId), '--out', join(folder, 'out'), '--format', 'json'],
    ...common,
  ]);
  number = (made.json() as { report: { number: string } }).report.number;
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const report = (args: string[], input = '') => sightglass(['report', ...args, ...common], { input });

test('a report is signed, sent back, issued, superseded and withdrawn from the command line, each by who may', async () => {
  const wrong = await report(['submit', number, '--user', 'eve'], 'not my password\n');
  expect([wrong.exitCode, wrong.json().code]).toEqual([1, 'password-wrong']);
  const submit = (name: string) => report(['submit', name, '--user', 'eve'], `${password}\n`);
  const submitted = await submit(number);
  expect(submitted.stderr).toContain('eve signs it as prepared.');
  expect(submitted.json()).toMatchObject({ report: { status: 'in-review', signatures: [{ meaning: 'prepared', userName: 'eve' }] } });
  const back = await report(['return', number, '--reason', 'Name the pump, please']);
  expect(back.json()).toMatchObject({ report: { status: 'draft', statusReason: 'Name the pump, please', signatures: [] } });
  await submit(number);
  const issued = (await report(['approve', `${number}:1`, '--user', 'ada'], `${password}\n`)).json();
  expect(issued).toMatchObject({ report: { status: 'issued', files: [{ name: `report-${number}.json` }] } });

  expect((await report(['new-version', number])).json()).toMatchObject({ report: { number, version: 2, status: 'draft' } });
  await submit(number);
  expect((await report(['approve', number, '--user', 'ada'], `${password}\n`)).json()).toMatchObject({
    report: { version: 2, status: 'issued' },
  });
  // No server is at work here: the command itself wrote the copy that says what it is.
  expect((await report(['show', `${number}:1`])).json()).toMatchObject({
    report: { version: 1, status: 'superseded', files: [{ name: `report-${number}-superseded.json` }] },
    versions: [{ version: 2 }, { version: 1 }],
    condition: { isWhole: true, faults: [] },
  });
  const text = await sightglass(['report', 'withdraw', number, '--reason', 'The sensor was wrong', ...common.slice(0, 2)]);
  expect(text.stdout).toContain(`Report ${number} v2: `);
  expect(text.stdout).toMatch(/withdrawn since .*: The sensor was wrong\n(.*\n)*.*approved by ada \(ada\) at /);
  const unknown = await report(['show', `${number}:7`]);
  expect([unknown.exitCode, unknown.json().code]).toEqual([1, 'report-not-found']);
}, 180_000);
