import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Logger } from '../logging/logger.ts';
import { Problem } from '../problem.ts';
import type { Failure, FromWorker, TaskProgress } from './worker-messages.ts';

export interface RunOptions {
  readonly signal: AbortSignal;
  readonly deadlineMs: number;
  onProgress(progress: TaskProgress): void;
}

/** A process for work that may crash, hang or eat memory: it may die, the server may not (architecture sentence 6). */
export interface WorkerProcess {
  /**
   * @throws Problem what the task said, or `worker-crashed`, `worker-timeout`
   * @throws TaskCancelled when the signal fired
   */
  run(task: string, input: unknown, options: RunOptions): Promise<unknown>;
  close(): void;
}

export class TaskCancelled extends Error {
  override name = 'TaskCancelled';
}

interface Pending {
  process: ChildProcess;
  options: RunOptions;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** After a cancel the task may take this long to clean up before its process is killed. */
const cancelGraceMs = 800;
const idleMs = 30_000;

/**
 * @param entry name of the worker's file without ending, beside `here` (sources are .ts, the packaged build .js)
 */
export function createWorkerProcess(options: {
  name: string;
  here: string;
  entry: string;
  memoryMb: number;
  logger: Logger;
}): WorkerProcess {
  const { name, here, entry, memoryMb, logger } = options;
  const file = fileURLToPath(new URL(`./${entry}.${here.endsWith('.ts') ? 'ts' : 'js'}`, here));
  let child: ChildProcess | undefined;
  let idle: NodeJS.Timeout | undefined;
  let lastId = 0;
  const pending = new Map<number, Pending>();

  function start(): ChildProcess {
    const env = { PATH: process.env.PATH ?? '', TZ: 'UTC', NODE_ENV: process.env.NODE_ENV ?? 'production' };
    const started = fork(file, [], {
      execArgv: [`--max-old-space-size=${memoryMb}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env,
    });
    started.stderr?.on('data', (text: Buffer) =>
      logger.warn({ worker: name, text: text.toString().slice(0, 2000) }, 'worker wrote to stderr'),
    );
    started.on('message', receive);
    started.on('exit', (code, signal) => died(started, code, signal));
    return started;
  }

  function receive(message: FromWorker): void {
    if (message.type === 'ready') return;
    const job = pending.get(message.id);
    if (!job) return;
    if (message.type === 'progress') return job.options.onProgress(message.progress);
    pending.delete(message.id);
    if (message.type === 'done') job.resolve(message.result);
    else job.reject(toError(message.failure, name, logger));
    restWhenIdle();
  }

  function died(which: ChildProcess, code: number | null, signal: string | null): void {
    if (child === which) child = undefined;
    const lost = [...pending].filter(([, job]) => job.process === which);
    if (lost.length === 0) return;
    logger.warn({ worker: name, code, signal }, 'worker process died');
    for (const [id, job] of lost) {
      pending.delete(id);
      job.reject(job.options.signal.aborted ? new TaskCancelled() : crashed(name, signal));
    }
  }

  /** A killed process takes a moment to be gone: until then no new task may be handed to it. */
  function kill(which: ChildProcess): void {
    if (child === which) child = undefined;
    which.kill('SIGKILL');
  }

  function restWhenIdle(): void {
    clearTimeout(idle);
    if (pending.size > 0) return;
    idle = setTimeout(() => child && kill(child), idleMs);
    idle.unref();
  }

  return {
    run(task, input, runOptions) {
      if (runOptions.signal.aborted) return Promise.reject(new TaskCancelled());
      clearTimeout(idle);
      child ??= start();
      const process = child;
      const id = ++lastId;
      const deadline = setTimeout(() => {
        pending.get(id)?.reject(
          new Problem('worker-timeout', 504, 'The work took too long and was stopped', {
            detail: `The ${name} worker did not finish within ${Math.round(runOptions.deadlineMs / 1000)} s.`,
          }),
        );
        pending.delete(id);
        kill(process);
      }, runOptions.deadlineMs);
      const onAbort = () => {
        if (process.connected) process.send({ type: 'cancel', id });
        setTimeout(() => pending.has(id) && kill(process), cancelGraceMs).unref();
      };
      runOptions.signal.addEventListener('abort', onAbort, { once: true });
      return new Promise<unknown>((resolve, reject) => {
        pending.set(id, { process, options: runOptions, resolve, reject });
        process.send({ type: 'run', id, task, input }, (error) => error && died(process, null, 'send failed'));
      }).finally(() => {
        clearTimeout(deadline);
        runOptions.signal.removeEventListener('abort', onAbort);
      });
    },
    close() {
      clearTimeout(idle);
      child?.kill('SIGKILL');
    },
  };
}

function crashed(name: string, signal: string | null): Problem {
  return new Problem('worker-crashed', 500, 'The work was interrupted', {
    detail: `The ${name} process stopped unexpectedly${signal ? ` (${signal})` : ''}. It is started again; nothing half-done remains.`,
  });
}

function toError(failure: Failure, name: string, logger: Logger): Error {
  if (failure.kind === 'cancelled') return new TaskCancelled();
  if (failure.kind === 'problem') {
    return new Problem(failure.code, failure.status, failure.title, {
      ...(failure.detail === undefined ? {} : { detail: failure.detail }),
      ...(failure.errors === undefined ? {} : { errors: failure.errors }),
      ...(failure.extra === undefined ? {} : { extra: failure.extra }),
    });
  }
  logger.error({ worker: name, stack: failure.stack }, 'worker task failed');
  return new Problem('internal', 500, 'Something went wrong in a worker', { detail: `The ${name} worker failed; the log file says more.` });
}
