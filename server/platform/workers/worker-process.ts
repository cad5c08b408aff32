import { type ChildProcess, fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Logger } from '../logging/logger.ts';
import { Problem } from '../problem.ts';
import { residentMb } from './resident-memory.ts';
import type { Failure, FromWorker, TaskProgress } from './worker-messages.ts';

export interface RunOptions {
  readonly signal: AbortSignal;
  readonly deadlineMs: number;
  /** The task is stopped when it reports no progress for so long; absent: only the deadline counts. */
  readonly stallMs?: number;
  onProgress(progress: TaskProgress): void;
}

/** A process for work that may crash, hang or eat memory: it may die, the server may not (architecture sentence 6). */
export interface WorkerProcess {
  /**
   * @throws Problem what the task said, or `worker-crashed`, `worker-timeout`, `worker-out-of-memory`
   * @throws TaskCancelled when the signal fired
   */
  run(task: string, input: unknown, options: RunOptions): Promise<unknown>;
  /** A task will come soon: a process is started for it while the caller still does something else. */
  warm(): void;
  close(): void;
}

export class TaskCancelled extends Error {
  override name = 'TaskCancelled';
}

/** One child process and the one task it works on: a task that must be killed takes no other one with it. */
interface Slot {
  readonly child: ChildProcess;
  current: { id: number; options: RunOptions; heardMs: number; resolve(result: unknown): void; reject(error: unknown): void } | undefined;
  idle: NodeJS.Timeout | undefined;
  /** A killed process takes a moment to be gone: until then no new task may be handed to it. */
  isKilled: boolean;
}

/** After a cancel the task may take this long to clean up before its process is killed. */
const cancelGraceMs = 500;
/** So long a process that was started in advance waits for its first task. */
const warmMs = 30_000;
/** glibc raises this limit with every large piece that is freed and then keeps them: 15 to 25 MB of an import's peak. Unknown elsewhere. */
const steadyMalloc = { MALLOC_MMAP_THRESHOLD_: '131072' };
/** Writing through fresh memory takes about a second per GB: this often is often enough. */
const watchMs = 200;

/**
 * @param entry name of the worker's file without ending, beside `here` (sources are .ts, the packaged build .js)
 * @param memoryMb limit of its JavaScript heap
 * @param residentMbMax limit of all its memory; twice the heap when absent
 * @param idleMs how long the process waits for another task before it ends, 30 s when absent; less where an idle one holds much memory
 * @param isPatient nobody waits in front of it: what a person looks at meanwhile goes first
 * @param mallocArenas glibc keeps one pool of memory per thread, and what one of them frees no other one uses; fewer where native code takes much
 * @param youngMb size of V8's semi-spaces, 8 when absent; smaller for work on typed arrays, which makes little garbage
 */
export function createWorkerProcess(options: {
  name: string;
  here: string;
  entry: string;
  memoryMb: number;
  residentMbMax?: number;
  youngMb?: number;
  idleMs?: number;
  isPatient?: boolean;
  mallocArenas?: number;
  logger: Logger;
}): WorkerProcess {
  const { name, here, entry, memoryMb, residentMbMax = 2 * memoryMb, youngMb = 8, idleMs = 30_000, isPatient = false, logger } = options;
  const arenas = options.mallocArenas === undefined ? {} : { MALLOC_ARENA_MAX: String(options.mallocArenas) };
  const file = fileURLToPath(new URL(`./${entry}.${here.endsWith('.ts') ? 'ts' : 'js'}`, here));
  const slots = new Set<Slot>();
  let lastId = 0;

  function start(): Slot {
    const { PATH = '', NODE_ENV = 'production', NODE_COMPILE_CACHE } = process.env;
    const env = { PATH, TZ: 'UTC', NODE_ENV, ...(NODE_COMPILE_CACHE ? { NODE_COMPILE_CACHE } : {}), ...steadyMalloc, ...arenas };
    // Young objects may otherwise take 200 MB before anything is collected (measured with the Parquet reader).
    const execArgv = [`--max-old-space-size=${memoryMb}`, `--max-semi-space-size=${youngMb}`];
    const child = fork(file, [], { execArgv, serialization: 'advanced', stdio: ['ignore', 'ignore', 'pipe', 'ipc'], env });
    if (isPatient && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    const slot: Slot = { child, current: undefined, idle: undefined, isKilled: false };
    child.stderr?.on('data', (text: Buffer) =>
      logger.warn({ worker: name, text: text.toString().slice(0, 2000) }, 'worker wrote to stderr'),
    );
    child.on('message', (message: FromWorker) => receive(slot, message));
    child.on('exit', (code, signal) => died(slot, code, signal));
    slots.add(slot);
    const watch = setInterval(() => void look(slot), watchMs);
    watch.unref();
    child.on('exit', () => clearInterval(watch));
    return slot;
  }

  function receive(slot: Slot, message: FromWorker): void {
    const { current } = slot;
    if (message.type === 'ready' || current?.id !== message.id) return;
    current.heardMs = performance.now();
    if (message.type === 'progress') {
      current.options.onProgress(message.progress);
      return;
    }
    slot.current = undefined;
    waitFor(slot, idleMs);
    if (message.type === 'done') current.resolve(message.result);
    else current.reject(toError(message.failure, name, logger));
  }

  function waitFor(slot: Slot, ms: number): void {
    clearTimeout(slot.idle);
    slot.idle = setTimeout(() => kill(slot), ms);
    slot.idle.unref();
  }

  function died(slot: Slot, code: number | null, signal: string | null): void {
    slots.delete(slot);
    clearTimeout(slot.idle);
    const { current } = slot;
    slot.current = undefined;
    if (!current) return;
    logger.warn({ worker: name, code, signal }, 'worker process died');
    if (current.options.signal.aborted) current.reject(new TaskCancelled());
    // V8 ends the process with SIGABRT when its heap is full.
    else current.reject(signal === 'SIGABRT' ? outOfMemory(name, memoryMb) : crashed(name, signal));
  }

  /** Is the task still within its bounds? */
  async function look(slot: Slot): Promise<void> {
    const { current } = slot;
    if (!current || slot.isKilled) return;
    const { stallMs } = current.options;
    if (stallMs !== undefined && performance.now() - current.heardMs > stallMs) {
      end(slot, new Problem('worker-timeout', 504, tookTooLong, { detail: `The ${name} worker did not move for ${words(stallMs)}.` }));
      return;
    }
    const used = slot.child.pid === undefined ? undefined : await residentMb(slot.child.pid);
    if (used === undefined || used <= residentMbMax || slot.current !== current) return;
    logger.warn({ worker: name, usedMb: Math.round(used), residentMbMax }, 'worker used too much memory');
    end(slot, outOfMemory(name, residentMbMax));
  }

  function end(slot: Slot, problem: Problem): void {
    const { current } = slot;
    slot.current = undefined;
    kill(slot);
    current?.reject(current.options.signal.aborted ? new TaskCancelled() : problem);
  }

  function kill(slot: Slot): void {
    slot.isKilled = true;
    slot.child.kill('SIGKILL');
  }

  const free = (): Slot | undefined => [...slots].find((slot) => !slot.current && !slot.isKilled);

  return {
    warm() {
      waitFor(free() ?? start(), warmMs);
    },
    run(task, input, runOptions) {
      if (runOptions.signal.aborted) return Promise.reject(new TaskCancelled());
      const slot = free() ?? start();
      clearTimeout(slot.idle);
      const id = ++lastId;
      const { deadlineMs } = runOptions;
      const detail = `The ${name} worker did not finish within ${words(deadlineMs)}.`;
      const deadline = setTimeout(() => end(slot, new Problem('worker-timeout', 504, tookTooLong, { detail })), deadlineMs);
      const onAbort = () => {
        if (slot.child.connected) slot.child.send({ type: 'cancel', id });
        setTimeout(() => slot.current?.id === id && kill(slot), cancelGraceMs).unref();
      };
      runOptions.signal.addEventListener('abort', onAbort, { once: true });
      return new Promise<unknown>((resolve, reject) => {
        slot.current = { id, options: runOptions, heardMs: performance.now(), resolve, reject };
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

const tookTooLong = 'The work took too long and was stopped';

function words(ms: number): string {
  return ms < 120_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} minutes`;
}

function outOfMemory(name: string, limitMb: number): Problem {
  return new Problem('worker-out-of-memory', 422, 'The work needs more memory than it may have', {
    detail: `The ${name} process was stopped at ${limitMb} MB; everything else goes on. Try a shorter time range or fewer files at once.`,
  });
}

function crashed(name: string, signal: string | null): Problem {
  return new Problem('worker-crashed', 503, 'The work was interrupted', {
    detail: `The ${name} process stopped unexpectedly${signal ? ` (${signal})` : ''}. It is started again; nothing half-done remains.`,
  });
}

/** The other side of `describeFailure`; a bug's stack goes to the log only. */
export function toError(failure: Failure, name: string, logger: Logger): Error {
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
