import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hotPress } from '../../server/diagnostics/hot-press.fixture.ts';
import { sightglass } from '../support/command-line.ts';

let folder: string;
let system: string;
let recording: string;
const run = (...args: string[]) => sightglass([...args, '--data', join(folder, 'data'), '--json']);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sightglass-reevaluate-'));
  system = String((await run('systems', 'create', '--name', 'Press 4')).json().id);
  writeFileSync(join(folder, 'press.csv'), hotPress());
  recording = String((await run('import', join(folder, 'press.csv'), '--system', system)).json().recordingId);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a recording without a diagnosis gets its first; judged again the bytes are the same, and it says so', async () => {
  const dry = await run('reevaluate', '--all', '--dry-run');
  expect(dry.json()).toMatchObject({ reevaluation: { isDryRun: true, jobState: 'done' } });
  const first = await run('reevaluate', '--system', system);
  expect(first.exitCode).toBe(0);
  const again = await run('reevaluate', recording);
  expect(again.json()).toMatchObject({
    reevaluation: { scope: 'recording', recordingId: recording, counts: { unchanged: 1, changed: 0, first: 0, failed: 0 } },
    items: [{ recordingId: recording, outcome: 'unchanged', differences: null }],
  });
  const words = await sightglass(['reevaluate', recording, '--data', join(folder, 'data')]);
  expect(words.stdout).toContain('1 unchanged (same bytes), 0 changed');
  expect(words.stdout).toContain('Nothing was stored.');
});

test('what is to be judged again has to be named once', async () => {
  expect((await run('reevaluate')).exitCode).toBe(2);
  expect((await run('reevaluate', recording, '--all')).exitCode).toBe(2);
  const unknown = await run('reevaluate', '--system', '01890000-0000-7000-8000-000000000000');
  expect([unknown.exitCode, unknown.json().code]).toEqual([1, 'system-not-found']);
});
