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

/** One child process and the one task it works on: a task that must be killed takes no other one with it. */
interface Slot {
  readonly child: ChildProcess;
  current: { id: number; options: RunOptions; resolve(result: unknown): void; reject(error: unknown): void } | undefined;
  idle: NodeJS.Timeout | undefined;
  /** A killed process takes a moment to be gone: until then no new task may be handed to it. */
  isKilled: boolean;
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
  const slots = new Set<Slot>();
  let lastId = 0;

  function start(): Slot {
    const env = { PATH: process.env.PATH ?? '', TZ: 'UTC', NODE_ENV: process.env.NODE_ENV ?? 'production' };
    const execArgv = [`--max-old-space-size=${memoryMb}`];
    const child = fork(file, [], { execArgv, serialization: 'advanced', stdio: ['ignore', 'ignore', 'pipe', 'ipc'], env });
    const slot: Slot = { child, current: undefined, idle: undefined, isKilled: false };
    child.stderr?.on('data', (text: Buffer) =>
      logger.warn({ worker: name, text: text.toString().slice(0, 2000) }, 'worker wrote to stderr'),
    );
    child.on('message', (message: FromWorker) => receive(slot, message));
    child.on('exit', (code, signal) => died(slot, code, signal));
    slots.add(slot);
    return slot;
  }

  function receive(slot: Slot, message: FromWorker): void {
    const { current } = slot;
    if (message.type === 'ready' || current?.id !== message.id) return;
    if (message.type === 'progress') {
      current.options.onProgress(message.progress);
      return;
    }
    slot.current = undefined;
    slot.idle = setTimeout(() => kill(slot), idleMs);
    slot.idle.unref();
    if (message.type === 'done') current.resolve(message.result);
    else current.reject(toError(message.failure, name, logger));
  }

  function died(slot: Slot, code: number | null, signal: string | null): void {
    slots.delete(slot);
    clearTimeout(slot.idle);
    const { current } = slot;
    slot.current = undefined;
    if (!current) return;
    logger.warn({ worker: name, code, signal }, 'worker process died');
    current.reject(current.options.signal.aborted ? new TaskCancelled() : crashed(name, signal));
  }

  function kill(slot: Slot): void {
    slot.isKilled = true;
    slot.child.kill('SIGKILL');
  }

  function timeout(slot: Slot, deadlineMs: number): void {
    const detail = `The ${name} worker did not finish within ${Math.round(deadlineMs / 1000)} s.`;
    slot.current?.reject(new Problem('worker-timeout', 504, 'The work took too long and was stopped', { detail }));
    slot.current = undefined;
    kill(slot);
  }

  return {
    run(task, input, runOptions) {
      if (runOptions.signal.aborted) return Promise.reject(new TaskCancelled());
      const slot = [...slots].find((other) => !other.current && !other.isKilled) ?? start();
      clearTimeout(slot.idle);
      const id = ++lastId;
      const deadline = setTimeout(() => timeout(slot, runOptions.deadlineMs), runOptions.deadlineMs);
      const onAbort = () => {
        if (slot.child.connected) slot.child.send({ type: 'cancel', id });
        setTimeout(() => slot.current?.id === id && kill(slot), cancelGraceMs).unref();
      };
      runOptions.signal.addEventListener('abort', onAbort, { once: true });
      return new Promise<unknown>((resolve, reject) => {
        slot.current = { id, options: runOptions, resolve, reject };
        slot.child.send({ type: 'run', id, task, input }, (error) => error && died(slot, null, 'send failed'));
      }).finally(() => {
        clearTimeout(deadline);
        runOptions.signal.removeEventListener('abort', onAbort);
      });
    },
    close() {
      for (const slot of slots) kill(slot);
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
