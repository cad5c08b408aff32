import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/support/test-database.ts';
import type { Db } from '../database/database.ts';
import { createLogger } from '../logging/logger.ts';
import { Problem } from '../problem.ts';
import { claimJob, releaseLostJobs } from './job.repository.ts';
import type { Job } from './job.schema.ts';
import { createJobService, type JobService } from './job.service.ts';
import { createJobRunner, type JobHandler, type JobRunner } from './job-runner.ts';

let database: TestDatabase;
let db: Db;
let jobs: JobService;
let timeMs: number;
const now = () => new Date(timeMs);
const runners: JobRunner[] = [];

beforeEach(async () => {
  timeMs = Date.now();
  database = await testDatabase();
  db = database.db;
  jobs = createJobService({ db, now });
  await db.schema.createTable('effect', (table) => {
    table.string('job_id').notNullable();
    table.integer('n').notNullable();
    table.integer('pid');
  });
});
afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
  await database.drop();
});

function runner(work: JobHandler, options: { now?: () => Date; concurrency?: number } = {}): JobRunner {
  const made = createJobRunner({
    db,
    now: options.now ?? now,
    logger: createLogger('silent'),
    handlers: { work },
    concurrency: options.concurrency ?? 2,
  });
  runners.push(made);
  return made;
}

const add = (extra: { idempotencyKey?: string; maxAttempts?: number; kind?: string; payload?: unknown } = {}) =>
  jobs.enqueue(db, { kind: 'work', title: 'Work', payload: {}, createdBy: 'test', ...extra });

const effectOf = (n: number, jobId: string) => async (trx: Db) => {
  await trx('effect').insert({ job_id: jobId, n });
  return { n };
};
const effects = async (): Promise<number[]> => db('effect').orderBy('n').pluck('n');

async function until<T>(what: string, read: () => Promise<T | undefined | false>, withinMs = 8000): Promise<T> {
  const end = performance.now() + withinMs;
  for (;;) {
    const value = await read();
    if (value) return value;
    if (performance.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
const untilState = (id: string, state: Job['state']) =>
  until(`job is ${state}`, async () => {
    const job = await jobs.get(id);
    return job.state === state && job;
  });

/** A promise to be settled from outside: the test decides when the work is finished. */
function gate() {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, passed };
}

describe('claiming', () => {
  test('two processes at the same queue do each job exactly once', async () => {
    const file = fileURLToPath(new URL('./fixtures/competing-runner.worker.ts', import.meta.url));
    const children = [fork(file), fork(file)];
    const count = 40;
    const made = [];
    for (let n = 0; n < count; n++) made.push(await add({ kind: 'count', payload: { n } }));
    try {
      await Promise.all(children.map((child) => new Promise((resolve) => child.once('message', resolve))));
      for (const child of children) child.send(database.target);
      await until('all jobs are done', async () => (await db('job').where({ state: 'done' }).pluck('id')).length === count, 30_000);
    } finally {
      for (const child of children) child.kill('SIGKILL');
    }
    expect(await effects()).toEqual(made.map((_, n) => n));
    expect(await db('job').distinct('attempts').pluck('attempts')).toEqual([1]);
    expect(await db('effect').distinct('pid').pluck('pid')).toHaveLength(2);
  });

  test('of many claims at the same moment each job goes to exactly one', async () => {
    const ids = [(await add()).id, (await add()).id, (await add()).id];
    const claim = (n: number) =>
      claimJob(db, {
        kinds: ['work'],
        leaseOwner: `owner-${n}`,
        now: now().toISOString(),
        leaseUntil: new Date(timeMs + 30_000).toISOString(),
      });
    const claimed = (await Promise.all(Array.from({ length: 20 }, (_, n) => claim(n)))).filter((one) => one !== undefined);
    expect(claimed.map(({ job }) => job.id).sort()).toEqual(ids);
    const owners = await db('job').orderBy('id').pluck('lease_owner');
    expect(owners.sort()).toEqual(claimed.map(({ leaseOwner }) => leaseOwner).sort());
    expect(claimed.every(({ job }) => job.attempts === 1)).toBe(true);
  });

  test('the oldest job is taken first, and no more at once than allowed', async () => {
    const ids = [(await add()).id, (await add()).id, (await add()).id];
    const started: string[] = [];
    const wait = gate();
    const work: JobHandler = async (_payload, { jobId }) => {
      started.push(jobId);
      await wait.passed;
      return effectOf(1, jobId);
    };
    runner(work, { concurrency: 2 }).start();
    await until('two run', async () => started.length === 2);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(started).toEqual(ids.slice(0, 2));
    wait.open();
    for (const id of ids) await untilState(id, 'done');
    expect(started).toEqual(ids);
  });

  test('runOne does nothing with a job that somebody else runs', async () => {
    const { id } = await add();
    const wait = gate();
    const first = runner(async (_p, { jobId }) => {
      await wait.passed;
      return effectOf(1, jobId);
    });
    const running = first.runOne(id);
    await untilState(id, 'running');
    await runner(async (_p, { jobId }) => effectOf(2, jobId)).runOne(id);
    expect((await jobs.get(id)).attempts).toBe(1);
    wait.open();
    await running;
    expect(await effects()).toEqual([1]);
  });
});

describe('leases', () => {
  test('an expired lease hands the job over, and the effect of the slow owner is rolled back', async () => {
    const { id } = await add();
    const inCommit = gate();
    const wait = gate();
    // SQLite has one connection here: the slow owner must wait before its transaction, not in it.
    const slow = runner(async (_p, { jobId }) => {
      inCommit.open();
      await wait.passed;
      return effectOf(1, jobId);
    });
    const running = slow.runOne(id);
    await inCommit.passed;
    // No heartbeat of the slow owner comes in between: both happen within one beat (500 ms).
    await runner(async (_p, { jobId }) => effectOf(2, jobId), { now: () => new Date(timeMs + 60_000) }).runOne(id);
    wait.open();
    await running;
    expect(await effects()).toEqual([2]);
    expect(await jobs.get(id)).toMatchObject({ state: 'done', result: { n: 2 }, attempts: 2 });
  });

  test('an owner that notices the loss of its lease is told to stop', async () => {
    const { id } = await add();
    const wait = gate();
    let wasAborted = false;
    const slow = runner(async (_p, { jobId, signal }) => {
      signal.addEventListener('abort', () => {
        wasAborted = true;
        wait.open();
      });
      await wait.passed;
      return effectOf(1, jobId);
    });
    const running = slow.runOne(id);
    await untilState(id, 'running');
    await runner(async (_p, { jobId }) => effectOf(2, jobId), { now: () => new Date(timeMs + 60_000) }).runOne(id);
    await running;
    expect(wasAborted).toBe(true);
    expect(await effects()).toEqual([2]);
    expect(await jobs.get(id)).toMatchObject({ state: 'done', attempts: 2, problem: null });
  });

  test('the heartbeat keeps the lease of work that takes longer than a lease', async () => {
    const { id } = await add();
    const wait = gate();
    const running = runner(async (_p, { jobId }) => {
      await wait.passed;
      return effectOf(1, jobId);
    }).runOne(id);
    await untilState(id, 'running');
    const other = runner(async (_p, { jobId }) => effectOf(2, jobId));
    for (let step = 0; step < 3; step++) {
      const [before] = (await db('job').where({ id }).pluck('lease_until')) as [string];
      timeMs += 20_000;
      await until('a beat', async () => ((await db('job').where({ id }).pluck('lease_until'))[0] as string) > before);
      await other.runOne(id);
    }
    wait.open();
    await running;
    expect(await effects()).toEqual([1]);
    expect((await jobs.get(id)).attempts).toBe(1);
  });

  test('jobs that a dead server left running may run again at once', async () => {
    const { id } = await add();
    await db('job')
      .where({ id })
      .update({ state: 'running', attempts: 1, lease_owner: 'dead', lease_until: new Date(timeMs + 30_000).toISOString() });
    const heir = runner(async (_p, { jobId }) => effectOf(1, jobId));
    await heir.runOne(id);
    expect(await effects()).toEqual([]);
    expect(await releaseLostJobs(db, now().toISOString())).toBe(1);
    await heir.runOne(id);
    expect(await jobs.get(id)).toMatchObject({ state: 'done', attempts: 2 });
  });
});

describe('effects', () => {
  test('an effect that fails half-way leaves nothing, not even the done mark', async () => {
    const { id } = await add({ maxAttempts: 1 });
    await runner(async (_p, { jobId }) => async (trx) => {
      await effectOf(1, jobId)(trx);
      throw new Problem('too-late', 409, 'Too late');
    }).runOne(id);
    expect(await effects()).toEqual([]);
    expect(await jobs.get(id)).toMatchObject({ state: 'failed', result: null, problem: { code: 'too-late', title: 'Too late' } });
  });

  test('a Problem ends the job at the first attempt, in its own words', async () => {
    const { id } = await add();
    await runner(async () => {
      throw new Problem('file-strange', 422, 'The file is strange', { detail: 'Line 3.', errors: [{ pointer: '#/3', detail: 'x' }] });
    }).runOne(id);
    expect(await jobs.get(id)).toMatchObject({
      state: 'failed',
      attempts: 1,
      problem: { code: 'file-strange', detail: 'Line 3.', errors: [{ pointer: '#/3', detail: 'x' }], instance: id },
    });
  });

  test('a bug fails as `internal` and tells nothing of the inside', async () => {
    const { id } = await add({ maxAttempts: 1 });
    await runner(async () => {
      throw new Error('SELECT secret FROM /home/ada');
    }).runOne(id);
    const job = await jobs.get(id);
    expect(job.problem?.code).toBe('internal');
    expect(JSON.stringify(job)).not.toMatch(/SELECT|home|\.ts:/);
  });

  test('progress is stored while the work runs', async () => {
    const { id } = await add();
    const wait = gate();
    const running = runner(async (_p, { jobId, onProgress }) => {
      onProgress({ phase: 'reading', done: 25, total: 100, unit: 'rows', ratePerSecond: 25 });
      await wait.passed;
      return effectOf(1, jobId);
    }).runOne(id);
    const job = await until('progress', async () => {
      const seen = await jobs.get(id);
      return seen.progress !== null && seen;
    });
    expect(job.progress).toEqual({ phase: 'reading', done: 25, total: 100, unit: 'rows', ratePerSecond: 25, remainingS: 3 });
    wait.open();
    await running;
  });
});

describe('attempts', () => {
  test('a crashed worker is tried again after a growing pause, and given up at the last attempt', async () => {
    const { id } = await add({ maxAttempts: 3 });
    const crashing = runner(async () => {
      throw new Problem('worker-crashed', 503, 'The work was interrupted');
    });
    for (const [attempt, pauseMs] of [500, 1000].entries()) {
      await crashing.runOne(id);
      expect(await jobs.get(id)).toMatchObject({ state: 'queued', attempts: attempt + 1, problem: null });
      timeMs += pauseMs - 1;
      await crashing.runOne(id);
      expect((await jobs.get(id)).attempts).toBe(attempt + 1);
      timeMs += 1;
    }
    await crashing.runOne(id);
    expect(await jobs.get(id)).toMatchObject({ state: 'failed', attempts: 3, problem: { code: 'worker-crashed' } });
    timeMs += 3600_000;
    await crashing.runOne(id);
    expect((await jobs.get(id)).attempts).toBe(3);
  });
});

describe('cancelling', () => {
  test('a waiting job is cancelled at once and never runs', async () => {
    const { id } = await add();
    expect(await jobs.cancel(id)).toMatchObject({ state: 'cancelled' });
    await runner(async (_p, { jobId }) => effectOf(1, jobId)).runOne(id);
    expect(await effects()).toEqual([]);
  });

  test('a running job is told within a second and leaves nothing', async () => {
    const { id } = await add();
    const running = runner(async (_p, { signal, jobId }) => {
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      return effectOf(1, jobId);
    }).runOne(id);
    await untilState(id, 'running');
    const asked = performance.now();
    expect(await jobs.cancel(id)).toMatchObject({ state: 'running', cancelRequested: true });
    await running;
    expect(performance.now() - asked).toBeLessThan(1000);
    expect(await jobs.get(id)).toMatchObject({ state: 'cancelled', problem: null, result: null });
    expect(await effects()).toEqual([]);
  });

  test('cancelling what has ended changes nothing', async () => {
    const { id } = await add();
    await runner(async (_p, { jobId }) => effectOf(1, jobId)).runOne(id);
    expect(await jobs.cancel(id)).toMatchObject({ state: 'done', cancelRequested: false });
  });

  test('a job that does not exist is a problem with a code', async () => {
    await expect(jobs.cancel('0190a000-0000-7000-8000-000000000000')).rejects.toMatchObject({ code: 'job-not-found', status: 404 });
  });
});

test('what a job left behind is tidied up when it ends without its effect, and only then', async () => {
  const tidied: string[] = [];
  const handler: JobHandler = async ({ isBad }: { isBad: boolean }, { jobId, otherwise }) => {
    otherwise(async () => void tidied.push(jobId));
    if (isBad) throw new Problem('not-good', 422, 'Not good');
    return effectOf(1, jobId);
  };
  const bad = await add({ payload: { isBad: true } });
  const good = await add({ payload: { isBad: false } });
  runner(handler).start();
  await untilState(good.id, 'done');
  await untilState(bad.id, 'failed');
  await until('it is tidied up', async () => tidied.length > 0);
  expect(tidied).toEqual([bad.id]);
});

describe('stopping', () => {
  test('running jobs go back into the queue and run elsewhere', async () => {
    const { id } = await add();
    const parked = runner(async (_p, { signal, jobId }) => {
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      return effectOf(1, jobId);
    });
    parked.start();
    await untilState(id, 'running');
    await parked.stop();
    expect(await jobs.get(id)).toMatchObject({ state: 'queued', problem: null });
    expect(await effects()).toEqual([]);
    await runner(async (_p, { jobId }) => effectOf(2, jobId)).runOne(id);
    expect(await effects()).toEqual([2]);
  });
  test('a job that is just being claimed goes back into the queue, too', async () => {
    const { id } = await add();
    const parked = runner(async (_p, { jobId }) => effectOf(1, jobId));
    parked.start();
    await parked.stop();
    expect(await jobs.get(id)).toMatchObject({ state: 'queued', problem: null });
  });
});

describe('asking twice', () => {
  test('while the same work waits or runs, asking again answers with it; afterwards it is new work', async () => {
    const first = await add({ idempotencyKey: 'a' });
    expect((await add({ idempotencyKey: 'a' })).id).toBe(first.id);
    expect((await add({ idempotencyKey: 'b' })).id).not.toBe(first.id);
    const wait = gate();
    const running = runner(async (_p, { jobId }) => {
      await wait.passed;
      return effectOf(1, jobId);
    }).runOne(first.id);
    await untilState(first.id, 'running');
    expect((await add({ idempotencyKey: 'a' })).id).toBe(first.id);
    wait.open();
    await running;
    expect((await add({ idempotencyKey: 'a' })).id).not.toBe(first.id);
  });

  test('a job exists exactly if the change that asked for it does', async () => {
    const failing = db.transaction(async (trx) => {
      await jobs.enqueue(trx, { kind: 'work', title: 'Work', payload: {}, createdBy: 'test' });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect((await jobs.list({})).items).toEqual([]);
  });
});
