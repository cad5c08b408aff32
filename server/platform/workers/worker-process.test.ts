// SQLite is enough: this is about processes.
import { fork } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { textOfLiving } from '../../../tests/support/living-process.ts';
import { createLogger } from '../logging/logger.ts';
import { Problem } from '../problem.ts';
import type { TaskProgress } from './worker-messages.ts';
import { createWorkerProcess, type RunOptions, TaskCancelled, type WorkerProcess } from './worker-process.ts';

let folder: string;
let worker: WorkerProcess;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sightglass-worker-'));
  worker = createWorkerProcess({
    name: 'trial',
    here: import.meta.url,
    entry: 'fixtures/trial.worker',
    memoryMb: 64,
    logger: createLogger('warn', join(folder, 'log')),
  });
});
afterEach(() => {
  worker.close();
  rmSync(folder, { recursive: true, force: true });
});

const logText = () => readFileSync(join(folder, 'log'), 'utf8');

function run(task: string, input: unknown = null, options: Partial<RunOptions> = {}): Promise<unknown> {
  return worker.run(task, input, { signal: new AbortController().signal, deadlineMs: 20_000, onProgress: () => undefined, ...options });
}

/** Starts a task that waits, and answers when it really waits. */
async function started(task: string, options: Partial<RunOptions> = {}): Promise<{ result: Promise<unknown> }> {
  let isWaiting: () => void = () => undefined;
  const waiting = new Promise<void>((resolve) => {
    isWaiting = resolve;
  });
  const result = run(task, null, { ...options, onProgress: () => isWaiting() });
  result.catch(() => undefined);
  await waiting;
  return { result };
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const childrenOf = (pid: number): number[] =>
  readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    (textOfLiving(`/proc/${pid}/task/${thread}/children`) ?? '').split(' ').filter(Boolean).map(Number),
  );

async function until(what: string, isTrue: () => boolean, withinMs = 5000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!isTrue()) {
    if (performance.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('a task', () => {
  test('gives its result back, typed arrays and NaN included', async () => {
    const input = { values: new Float64Array([1.5, Number.NaN]), at: new Date(0), big: 1n };
    expect(await run('echo', input)).toEqual(input);
  });

  test('tells its progress in order', async () => {
    const seen: TaskProgress[] = [];
    expect(await run('count', 5, { onProgress: (progress) => seen.push(progress) })).toBe(5);
    expect(seen.map(({ done }) => done)).toEqual([1, 2, 3, 4, 5]);
  });

  test('keeps the words of a Problem across the process border', async () => {
    const error = await run('refuse').catch((e: unknown) => e);
    expect(error).toBeInstanceOf(Problem);
    expect(error).toMatchObject({
      code: 'file-strange',
      status: 422,
      message: 'The file is strange',
      detail: 'Line 3 holds no number.',
      errors: [{ pointer: '#/3', detail: 'no number' }],
      extra: { line: 3 },
    });
  });

  test.skipIf(process.platform !== 'linux')('that finds no room on the disk says so', async () => {
    await expect(run('overflow')).rejects.toMatchObject({ code: 'disk-full', status: 507 });
  });

  test('with a bug is `internal` to the outside, and the stack is in the log', async () => {
    const error = (await run('stumble').catch((e: unknown) => e)) as Problem;
    expect(error).toMatchObject({ code: 'internal', status: 500 });
    expect(`${error.message} ${error.detail} ${JSON.stringify(error.extra ?? {})}`).not.toMatch(/undefined|home|\.ts/);
    expect(logText()).toContain('x is undefined');
  });

  test('that does not exist is a bug, not a wait', async () => {
    await expect(run('nonsense')).rejects.toMatchObject({ code: 'internal' });
  });

  test('inherits no setting of the server', async () => {
    process.env.SIGHTGLASS_TEST_SECRET = 'hush';
    const pid = (await run('pid')) as number;
    expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain('hush');
    delete process.env.SIGHTGLASS_TEST_SECRET;
  });
});

describe('cancelling', () => {
  test('an obedient task stops at once and its process lives on', async () => {
    const pid = await run('pid');
    const abort = new AbortController();
    const { result } = await started('obedient', { signal: abort.signal });
    const asked = performance.now();
    abort.abort();
    await expect(result).rejects.toBeInstanceOf(TaskCancelled);
    expect(performance.now() - asked).toBeLessThan(500);
    expect(await run('pid')).toBe(pid);
  });

  test.each(['deaf', 'spinning'])('a %s task is killed after its grace period', async (task) => {
    const abort = new AbortController();
    const { result } = await started(task, { signal: abort.signal });
    const asked = performance.now();
    abort.abort();
    await expect(result).rejects.toBeInstanceOf(TaskCancelled);
    expect(performance.now() - asked).toBeGreaterThan(400);
    expect(performance.now() - asked).toBeLessThan(2500);
    expect(await run('echo', 'again')).toBe('again');
  });

  test('before the start nothing starts', async () => {
    await expect(run('pid', null, { signal: AbortSignal.abort() })).rejects.toBeInstanceOf(TaskCancelled);
  });
});

describe('the deadline', () => {
  test('ends what takes too long, in words', async () => {
    await expect(run('deaf', null, { deadlineMs: 800 })).rejects.toMatchObject({ code: 'worker-timeout', status: 504 });
  });

  test('the very next task gets a fresh process', async () => {
    const pid = await run('pid');
    await expect(run('spinning', null, { deadlineMs: 500 })).rejects.toMatchObject({ code: 'worker-timeout' });
    expect(await run('pid')).not.toBe(pid);
  });
});

describe('a hostile file', () => {
  test.each([
    ['hoard', 'fills the heap'],
    ['swell', 'takes memory outside of the heap'],
  ])('whose work %s (%s) ends only its own process, in words', async (task) => {
    const other = new AbortController();
    const { result } = await started('obedient', { signal: other.signal });
    await expect(run(task)).rejects.toMatchObject({ code: 'worker-out-of-memory', status: 422 });
    other.abort();
    await expect(result).rejects.toBeInstanceOf(TaskCancelled);
    expect(await run('echo', 1)).toBe(1);
  });

  test('whose work moves no more is stopped long before its deadline', async () => {
    await expect(run('spinning', null, { stallMs: 400 })).rejects.toMatchObject({ code: 'worker-timeout', status: 504 });
  });

  test('is told from slow work that reports its progress', async () => {
    expect(await run('plod', 6, { stallMs: 700 })).toBe(6);
  });
});

test('a worker that was warmed up takes the next task', async () => {
  const others = childrenOf(process.pid);
  const fresh = () => childrenOf(process.pid).filter((pid) => !others.includes(pid));
  worker.warm();
  await until('a process runs', () => fresh().length > 0);
  const early = fresh();
  expect(early).toContain(await run('pid'));
});

test('a worker that waits too long for its next task ends, and a new one takes its place', async () => {
  const brief = createWorkerProcess({
    name: 'brief',
    here: import.meta.url,
    entry: 'fixtures/trial.worker',
    memoryMb: 64,
    idleMs: 50,
    logger: createLogger('warn', join(folder, 'log')),
  });
  const options = { signal: new AbortController().signal, deadlineMs: 20_000, onProgress: () => undefined };
  const pid = (await brief.run('pid', null, options)) as number;
  await until('the idle process ends', () => !isAlive(pid));
  expect(await brief.run('echo', 1, options)).toBe(1);
  brief.close();
});

describe('a worker that dies', () => {
  test.each([
    ['exit', 0],
    ['exit', 3],
    ['killed', null],
  ])('by %s %s is `worker-crashed`, and the next task runs in a fresh process', async (task, input) => {
    const pid = await run('pid');
    await expect(run(task, input)).rejects.toMatchObject({ code: 'worker-crashed', status: 503 });
    expect(await run('pid')).not.toBe(pid);
  });

  test('by a kill from outside ends the task that ran in it, and no other', async () => {
    const pid = (await run('pid')) as number;
    const one = await started('deaf');
    const cancel = new AbortController();
    const two = await started('obedient', { signal: cancel.signal });
    process.kill(pid, 'SIGKILL');
    await expect(one.result).rejects.toMatchObject({ code: 'worker-crashed' });
    // The other task has a process of its own: it still runs, and still listens.
    cancel.abort();
    await expect(two.result).rejects.toBeInstanceOf(TaskCancelled);
    expect(await run('echo', 1)).toBe(1);
  });

  test('while idle is replaced without a word', async () => {
    const pid = (await run('pid')) as number;
    process.kill(pid, 'SIGKILL');
    await until('the process is gone', () => !isAlive(pid));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await run('pid')).not.toBe(pid);
  });
});

test('a worker dies with its parent', async () => {
  const parent = fork(fileURLToPath(new URL('./fixtures/parent.worker.ts', import.meta.url)));
  const pid = await new Promise<number>((resolve) => parent.once('message', (message) => resolve(message as number)));
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  await until('the worker is gone', () => !isAlive(pid));
});
