import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import type { Logger } from '../../platform/logging/logger.ts';
import { Problem } from '../../platform/problem.ts';
import { toError } from '../../platform/workers/worker-process.ts';
import type { ExportGrant, ExportMessage } from './export.worker.ts';
import type { ExportTask } from './export-task.ts';

/** Writes exports in threads of their own, a few at a time; the others wait for their turn. */
export interface ExportStore {
  /**
   * Resolves with the stream once its first bytes are there: what fails before is still a problem. The stream is written as fast as it is
   * read. When the signal fires the thread is ended at once. @throws Problem as `writeExport`
   */
  open(task: ExportTask, signal: AbortSignal): Promise<Readable>;
  close(): void;
}

/** Two cores write as fast as anybody reads; more threads would only take memory. */
const mostAtOnce = 2;
/** Bytes that lie ready for a slow reader. */
const readyBytes = 1024 * 1024;

export function createExportStore(logger: Logger): ExportStore {
  const running = new Set<Worker>();
  const waiting: (() => void)[] = [];

  async function turn(signal: AbortSignal): Promise<void> {
    while (running.size >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    if (signal.aborted) {
      waiting.shift()?.();
      throw new Problem('request-abandoned', 499, 'Nobody waits for this file any more');
    }
  }

  function start(task: ExportTask): Worker {
    // The sources run as .ts, the built server as .js: the thread starts from whichever this file is.
    const url = new URL(`./export.worker${extname(import.meta.url)}`, import.meta.url);
    const worker = new Worker(url, { workerData: task, execArgv: [] });
    running.add(worker);
    worker.once('exit', () => {
      running.delete(worker);
      waiting.shift()?.();
    });
    return worker;
  }

  return {
    async open(task, signal) {
      await turn(signal);
      const worker = start(task);
      signal.addEventListener('abort', () => void worker.terminate(), { once: true });
      return streamOf(worker, logger);
    },
    close() {
      for (const worker of running) void worker.terminate();
    },
  };
}

/** The thread's pieces as a stream; resolves with the first of them. */
function streamOf(worker: Worker, logger: Logger): Promise<Readable> {
  const more = () => worker.postMessage('more' satisfies ExportGrant);
  let isWhole = false;
  return new Promise((resolve, reject) => {
    const stream = new Readable({
      highWaterMark: readyBytes,
      read: more,
      destroy: (error, done) => void worker.terminate().then(() => done(error)),
    });
    const fail = (error: Error) => {
      reject(error);
      stream.destroy(error);
    };
    // Whoever still listens is told by `reject` or by the connection that ends; a stream without listeners must not end the server.
    stream.on('error', () => undefined);
    worker.on('message', (message: ExportMessage) => {
      if (message.kind === 'failed') return fail(toError(message.failure, 'export', logger));
      isWhole = message.kind === 'end';
      stream.push(message.kind === 'end' ? null : message.bytes);
      resolve(stream);
    });
    worker.once('error', (error) => fail(error instanceof Error ? error : new Error(String(error))));
    worker.once('exit', () => {
      if (!isWhole) fail(new Error('the export thread was ended'));
    });
    // One piece in the making while the first is on its way.
    more();
  });
}
