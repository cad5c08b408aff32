import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sightglass } from '../support/command-line.ts';
import { madeUpLoggerFile } from '../support/import.ts';

let folder: string;
let system: string;
const run = (...args: string[]) => sightglass([...args, '--data', join(folder, 'data'), '--json']);
const written = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sightglass-dry-run-'));
  system = String((await run('systems', 'create', '--name', 'Press 4')).json().id);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const damaged = madeUpLoggerFile(50).replace('\r\n2026-01-05T06:00:07', '\r\nx;y\r\n2026-01-05T06:00:07');
const ambiguous = `Zeit;P1 [bar]\n${Array.from({ length: 20 }, (_, i) => `03/04/2025 08:00:${10 + i};${i}`).join('\n')}\n`;

test('a dry run prints the report of a real import and stores nothing', async () => {
  const file = written('press.csv', damaged);
  const dry = await run('import', file, '--system', system, '--dry-run');
  expect(dry.exitCode).toBe(0);
  expect(dry.json()).toMatchObject({ dryRun: true, acceptedRows: 50, rejected: [{ line: 9, reason: 'bad-time' }] });
  expect((await run('recordings', 'list')).json().items).toEqual([]);
  expect(readdirSync(join(folder, 'data/files/objects'))).toEqual([]);
  const real = (await run('import', file, '--system', system)).json();
  const { dryRun: _, mapping: __, ...said } = dry.json();
  expect(real).toMatchObject(said);
});

test('a dry run ends as its import would: 3 with the questions, 1 with the refusal, 0 once they are answered', async () => {
  const file = written('trend.csv', ambiguous);
  const asked = await run('import', file, '--system', system, '--dry-run');
  expect(asked.exitCode).toBe(3);
  expect(asked.json()).toMatchObject({ code: 'import-needs-answers', extra: { questions: [{ id: 'date-order' }] } });
  const answers = written('answers.json', '{"date-order":"dmy","mapping":{"P1":"p_P"}}');
  const answered = await run('import', file, '--system', system, '--dry-run', '--answers', answers);
  expect(answered.json()).toMatchObject({ first: '2025-04-03T08:00:10', mapping: [{ confidence: 'confirmed', signal: 'p_P' }] });
  const refused = await run('import', written('empty.csv', ''), '--system', system, '--dry-run');
  expect([refused.exitCode, refused.json().code]).toEqual([1, 'import-empty']);
});

test('templates are listed and taken in from a file; one that is none is refused', async () => {
  const fingerprint = { layout: 'wide', delimiter: ';', header: ['Zeit', 'P1 [bar]'], units: [], metadataKeys: [] };
  const words = { format: 'sightglass-logger-template', formatVersion: 1, version: 4, author: 'Hall 2', createdAt: '2026-01-01' };
  const file = { ...words, name: 'Panel', answers: { 'date-order': 'mdy' }, note: null, fingerprint };
  const taken = await run('templates', 'import', written('panel.json', JSON.stringify(file)));
  expect(taken.json()).toMatchObject({ name: 'Panel', version: 1 });
  expect((await run('templates', 'list')).json().items).toMatchObject([{ id: 'uci-zema', isBuiltIn: true }, { name: 'Panel' }]);
  const read = await run('import', join(folder, 'trend.csv'), '--system', system);
  expect(read.json()).toMatchObject({ template: 'Panel@1', first: '2025-03-04T08:00:10' });
  expect((await run('templates', 'export', 'Panel', join(folder, 'out.json'))).json()).toMatchObject({ name: 'Panel', fingerprint });
  const broken = await run('templates', 'import', written('broken.json', '{"format":"x"}'));
  expect([broken.exitCode, broken.json().code]).toEqual([1, 'template-file-invalid']);
});

test('the stored recipe gives the stored samples again', async () => {
  const file = written('again.csv', madeUpLoggerFile(70));
  const { recordingId } = (await run('import', file, '--system', system)).json();
  const check = await run('reimport', String(recordingId), '--check');
  expect(check.json()).toMatchObject({ isSame: true, storedSha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(check.exitCode).toBe(0);
});
