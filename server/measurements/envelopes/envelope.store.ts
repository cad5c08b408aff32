import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Logger } from '../../platform/logging/logger.ts';
import { Problem } from '../../platform/problem.ts';
import { toError } from '../../platform/workers/worker-process.ts';
import type { EnvelopeReply, EnvelopeRequest, EnvelopeTask } from './envelope.worker.ts';
import type { WireAnswer } from './series-answer.ts';
import type { SeriesQuestion } from './series-question.ts';

/** Reads envelopes in a thread of its own, one after the other. */
export interface EnvelopeStore {
  /** A question whose signal fires before its turn is never read. @throws Problem as `answerSeries` */
  ask(question: SeriesQuestion, signal?: AbortSignal): Promise<WireAnswer>;
  /** Closes a series file that is about to be deleted (an open one cannot be on Windows). */
  forget(path: string): Promise<void>;
  /** Starts the thread ahead of the first question. */
  warm(): void;
  close(): void;
}

interface Waiting {
  readonly task: EnvelopeTask;
  readonly signal: AbortSignal | undefined;
  resolve(answer: WireAnswer): void;
  reject(error: Error): void;
}

/** Handed to the thread at once, so that it never waits for the next question; the others can still be called off. */
const handedOver = 2;

export function createEnvelopeStore(logger: Logger): EnvelopeStore {
  const queue: Waiting[] = [];
  const asked = new Map<number, Waiting>();
  let thread: Worker | undefined;
  let lastId = 0;

  function start(): Worker {
    // The sources run as .ts, the built server as .js: the thread starts from whichever this file is.
    const worker = new Worker(new URL(`./envelope.worker${extname(import.meta.url)}`, import.meta.url), { execArgv: [] });
    worker.unref();
    worker.on('message', receive);
    worker.on('error', (error) => logger.error({ err: error }, 'the envelope thread failed'));
    worker.on('exit', () => died(worker));
    return worker;
  }

  function receive(reply: EnvelopeReply): void {
    const waiting = asked.get(reply.id);
    asked.delete(reply.id);
    if ('answer' in reply) waiting?.resolve(reply.answer);
    else waiting?.reject(toError(reply.failure, 'envelope', logger));
    next();
  }

  function died(worker: Worker): void {
    if (thread !== worker) return;
    thread = undefined;
    for (const { reject } of asked.values())
      reject(new Problem('worker-crashed', 503, 'The reading was interrupted', { detail: 'Try again: the reader is started anew.' }));
    asked.clear();
    next();
  }

  function next(): void {
    while (asked.size < handedOver) {
      const waiting = queue.shift();
      if (!waiting) break;
      if (waiting.signal?.aborted) {
        waiting.reject(new Problem('request-abandoned', 499, 'Nobody waits for this answer any more'));
        continue;
      }
      thread ??= start();
      const id = ++lastId;
      asked.set(id, waiting);
      thread.postMessage({ id, ...waiting.task } satisfies EnvelopeRequest);
    }
    // A thread under way keeps the process alive, an idle one does not.
    if (asked.size > 0) thread?.ref();
    else thread?.unref();
  }

  function enqueue(task: EnvelopeTask, signal?: AbortSignal): Promise<WireAnswer> {
    return new Promise((resolve, reject) => {
      queue.push({ task, signal, resolve, reject });
      next();
    });
  }

  return {
    ask: (question, signal) => enqueue({ question }, signal),
    async forget(path) {
      if (thread) await enqueue({ forget: path });
    },
    warm() {
      thread ??= start();
    },
    close() {
      const worker = thread;
      thread = undefined;
      for (const { reject } of [...asked.values(), ...queue.splice(0)]) reject(new Error('the reader was closed'));
      asked.clear();
      void worker?.terminate();
    },
  };
}
