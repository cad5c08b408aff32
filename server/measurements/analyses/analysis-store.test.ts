import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openContentStore } from '../../platform/files/content-store.ts';
import { createLogger } from '../../platform/logging/logger.ts';
import { createWorkerProcess, type WorkerProcess } from '../../platform/workers/worker-process.ts';
import { type AnalysisStore, createAnalysisStore } from './analysis.store.ts';

let folder: string;
let worker: WorkerProcess;
let store: AnalysisStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sightglass-analysis-'));
  const here = new URL('../../platform/workers/worker-process.ts', import.meta.url).href;
  const logger = createLogger('warn', join(folder, 'log'));
  worker = createWorkerProcess({ name: 'trial', here, entry: 'fixtures/trial.worker', memoryMb: 64, logger });
  store = createAnalysisStore({ files: openContentStore(join(folder, 'files')), worker });
});
afterEach(() => {
  worker.close();
  rmSync(folder, { recursive: true, force: true });
});

const never = new AbortController().signal;

test('two processes at most serve any number of callers, and each gets the own answer', async () => {
  const pids = await Promise.all(Array.from({ length: 12 }, () => store.run<number>('pid', null, never)));
  expect(new Set(pids).size).toBeLessThanOrEqual(2);
  const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => store.run('echo', i, never)));
  expect(answers).toEqual(Array.from({ length: 12 }, (_, i) => i));
});

test('when too many wait the next one is told so at once; who goes away makes room', async () => {
  const gone = new AbortController();
  const blocking = [store.run('obedient', null, gone.signal), store.run('obedient', null, gone.signal)].map((one) =>
    expect(one).rejects.toMatchObject({ code: 'request-abandoned' }),
  );
  const waiting = Array.from({ length: 32 }, (_, i) => store.run('echo', i, never));
  await expect(store.run('echo', 99, never)).rejects.toMatchObject({ code: 'analyses-busy', status: 503 });
  gone.abort();
  await Promise.all(blocking);
  expect(await Promise.all(waiting)).toEqual(Array.from({ length: 32 }, (_, i) => i));
});

test('a failed analysis gives its place free and keeps its words', async () => {
  for (let i = 0; i < 3; i++) await expect(store.run('refuse', null, never)).rejects.toMatchObject({ code: 'file-strange', status: 422 });
  expect(await store.run('echo', 'still there', never)).toBe('still there');
});
