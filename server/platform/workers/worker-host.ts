import module from 'node:module';
import { dataFolderWords, fileProblem } from '../files/durable.ts';
import { Problem } from '../problem.ts';
import type { Failure, FromWorker, TaskProgress, ToWorker } from './worker-messages.ts';

export interface TaskContext {
  readonly signal: AbortSignal;
  onProgress(progress: TaskProgress): void;
}
export type Task = (input: never, context: TaskContext) => Promise<unknown>;

/** The child's side: runs the named tasks when the parent asks, tells progress, and dies with its parent. */
export function serveTasks(tasks: Readonly<Record<string, Task>>): void {
  const running = new Map<number, AbortController>();
  let isKept = false;
  process.on('disconnect', () => process.exit(0));
  process.on('message', (message: ToWorker) => {
    if (message.type === 'cancel') running.get(message.id)?.abort();
    else void run(message.id, message.task, message.input);
  });

  async function run(id: number, name: string, input: unknown): Promise<void> {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const task = tasks[name];
      if (!task) throw new Error(`This worker has no task "${name}"`);
      const onProgress = (progress: TaskProgress) => send({ type: 'progress', id, progress });
      const result = await task(input as never, { signal: controller.signal, onProgress });
      send({ type: 'done', id, result });
    } catch (error) {
      send({ type: 'failed', id, failure: describeFailure(error, controller.signal) });
    } finally {
      running.delete(id);
      // Where Node keeps compiled sources (NODE_COMPILE_CACHE), it writes them at a regular end, which a worker never has.
      if (!isKept) setImmediate(() => module.flushCompileCache?.());
      isKept = true;
    }
  }
  send({ type: 'ready' });
}

function send(message: FromWorker): void {
  process.send?.(message);
}

/** What went wrong, in a form that crosses the border between processes or threads. */
export function describeFailure(thrown: unknown, signal?: AbortSignal): Failure {
  // A full disk is nobody's bug, and another attempt would not help.
  const error = fileProblem(thrown, dataFolderWords);
  if (error instanceof Problem) {
    return {
      kind: 'problem',
      code: error.code,
      status: error.status,
      title: error.message,
      ...(error.detail === undefined ? {} : { detail: error.detail }),
      ...(error.errors === undefined ? {} : { errors: error.errors }),
      ...(error.extra === undefined ? {} : { extra: error.extra }),
    };
  }
  if (signal?.aborted) return { kind: 'cancelled' };
  return { kind: 'bug', message: String(error), stack: error instanceof Error ? (error.stack ?? '') : '' };
}
