import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sightglass } from '../support/command-line.ts';
import { madeUpLoggerFile } from '../support/import.ts';

let folder: string;
let common: string[];
let recordingId: string;
let systemId: string;

const house = {
  ...{ format: 'sightglass-report-template', formatVersion: 1, name: 'House', company: 'Works AG', language: 'de', confidentiality: null },
  ...{ sections: [{ id: 'method', included: false }], logo: null },
  blocks: [{ section: 'summary', place: 'start', title: 'Service', text: 'Call the works office.' }],
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sightglass-report-templates-'));
  common = ['--data', join(folder, 'data'), '--json'];
  systemId = String((await sightglass(['systems', 'create', '--name', 'Press 4', ...common])).json().id);
  writeFileSync(join(folder, 'press.csv'), madeUpLoggerFile(40));
  recordingId = String((await sightglass(['import', join(folder, 'press.csv'), '--system', systemId, ...common])).json().recordingId);
  writeFileSync(join(folder, 'house.json'), JSON.stringify(house));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const templates = (...args: string[]) => sightglass(['report-templates', ...args, ...common]);
const report = (...args: string[]) => sightglass(['report', ...args, '--out', join(folder, 'out'), ...common]);

test('a template file comes in, goes out as it came, and comes in again as the next version', async () => {
  const path = join(folder, 'house.json');
  expect((await templates('import', path)).json()).toMatchObject({ name: 'House', version: 1, isDefault: false, company: 'Works AG' });
  expect((await templates('import', path)).json()).toMatchObject({ name: 'House', version: 2 });
  expect((await templates('list')).json()).toMatchObject({ items: [{ name: 'House', version: 2 }] });
  const shown = await sightglass(['report-templates', 'show', 'House', ...common.slice(0, 2)]);
  expect(shown.stdout).toContain(
    'House@2  Works AG  de\n  leaves out: method\n  summary, start: Service: Call the works office.\n  version 2',
  );
  expect((await templates('export', 'House', join(folder, 'copy.json'))).exitCode).toBe(0);
  expect(JSON.parse(readFileSync(join(folder, 'copy.json'), 'utf8'))).toEqual(house);
  writeFileSync(path, JSON.stringify({ ...house, sections: [{ id: 'summary', included: false }] }));
  const refused = await templates('import', path);
  expect([refused.exitCode, refused.json().code]).toEqual([1, 'template-file-invalid']);
}, 60_000);

test('a report takes the template, the language and the style of the CSV that were named', async () => {
  const made = await report(recordingId, '--format', 'json,csv', '--template', 'House', '--decimal-mark', 'comma');
  const { files } = made.json() as { files: string[] };
  const read = (ending: string) => readFileSync(files.find((path) => path.endsWith(ending)) ?? '', 'utf8');
  expect(JSON.parse(read('.json'))).toMatchObject({ language: 'de', letterhead: { company: 'Works AG' } });
  expect(read('.csv').split('\r\n')[0]).toContain(';');
  expect(read('.csv')).toMatch(/;\d+,\d+;/);
  const plain = (await report(recordingId, '--format', 'json', '--no-template', '--language', 'de')).json() as { files: string[] };
  expect(JSON.parse(readFileSync(plain.files[0] ?? '', 'utf8'))).toMatchObject({ language: 'de', letterhead: null });
}, 60_000);

test('several systems make one report together, or one each on all of a period', async () => {
  const together = (await report('--systems', systemId, '--together', '--format', 'json', '--template', 'House')).json();
  expect(together).toMatchObject({ report: { source: { kind: 'systems', systemIds: [systemId] } } });
  const period = await report(
    '--systems',
    systemId,
    '--speaks-of',
    'period',
    '--from',
    '2000-01-01',
    '--to',
    '2100-01-01',
    '--format',
    'json',
  );
  expect(period.json()).toMatchObject({ items: [{ state: 'made', report: { title: 'Press 4, 2000-01-01 to 2099-12-31' } }] });
}, 60_000);
