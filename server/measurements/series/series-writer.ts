import { rmSync } from 'node:fs';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { buffersOf, createSpareMemory, type SpareMemory } from './block-memory.ts';
import { createSeriesEncoder, type SeriesBlock, type SeriesPlan } from './series-encoder.ts';
import type { EncoderAnswer, EncoderRequest, EncoderTask } from './series-encoder.worker.ts';
import { createSeriesSink, publish, temporaryPath } from './series-sink.ts';
import type { SeriesSummary } from './series-summary.ts';

/** Blocks handed over and not yet encoded; beyond it `append` waits. */
const longestQueue = 2;

export interface SeriesWriterOptions extends SeriesPlan {
  /** The final name; the file appears there only when it is whole and on disk. */
  readonly path: string;
  /** 0 encodes in the calling thread; otherwise (the default) in one thread of its own. */
  readonly threads?: number;
}

/** Below this, starting a thread (some 50 ms) takes longer than it saves. */
const worthAThreadBytes = 4_000_000;

/** Threads for encoding what these many bytes of text hold. */
export function encoderThreads(textBytes: number): number {
  return textBytes < worthAThreadBytes ? 0 : 1;
}

/** Writes one series file. Call one method at a time, or many `append`s without waiting (then memory is yours to watch). */
export interface SeriesWriter {
  /**
   * Takes `rows` rows over: the buffers of `block` are transferred and unusable afterwards. Times in ms, never going back within a time
   * base. Resolves when there is room for the next block; rejects with the first error of the encoder, which may be about an earlier block.
   */
  append(timeBase: number, block: SeriesBlock): Promise<void>;
  /** Memory of exactly this size from a block that was handed over earlier and is encoded, if there is any; its content is arbitrary. */
  recycle(bytes: number): ArrayBuffer | undefined;
  /** Completes the file: written, flushed to disk, renamed. Nothing is left behind when it rejects. */
  finish(): Promise<SeriesSummary>;
  /** Gives up and removes what was written. Does nothing after `finish` has resolved. */
  abort(): Promise<void>;
}

/** What runs the encoder: another thread, or this one. `finish` leaves a closed temporary file. */
interface EncoderLink {
  append(timeBase: number, block: SeriesBlock): Promise<void>;
  finish(): Promise<SeriesSummary>;
  /** Ends the encoder; afterwards nothing writes any more. */
  stop(): Promise<void>;
}

/** Begins a file: a temporary one beside `path` (`<path>.tmp-<random>`), which a killed process leaves behind for the start-up sweep. */
export async function createSeriesWriter(options: SeriesWriterOptions): Promise<SeriesWriter> {
  checkPlan(options);
  const { path, clock, timeBases } = options;
  const task: EncoderTask = { temporary: temporaryPath(path), plan: { clock, timeBases } };
  const spares = createSpareMemory();
  const link = options.threads === 0 ? createDirectLink(task, spares) : createThreadLink(task, spares);
  let isPublished = false;
  let isAborted = false;

  async function abort(): Promise<void> {
    if (isPublished) return;
    isAborted = true;
    await link.stop();
    rmSync(task.temporary, { force: true });
  }
  return {
    abort,
    recycle: (bytes) => spares.take(bytes),
    async append(timeBase, block) {
      checkBlock(options, timeBase, block);
      if (block.rows > 0) await link.append(timeBase, block);
    },
    async finish() {
      try {
        const summary = await link.finish();
        // Between the encoder's last word and this line an abort may have come.
        if (isAborted) throw new Error('The series was given up.');
        publish(task.temporary, path);
        isPublished = true;
        return summary;
      } catch (error) {
        await abort();
        throw error;
      }
    },
  };
}

function checkPlan({ timeBases }: SeriesPlan): void {
  if (timeBases.length === 0 || timeBases.length > 0xffff)
    throw new Error(`A series needs 1 to 65535 time bases, not ${timeBases.length}.`);
}

function checkBlock({ timeBases }: SeriesPlan, timeBase: number, { times, columns, rows }: SeriesBlock): void {
  const channels = timeBases[timeBase]?.channels.length;
  if (channels === undefined) throw new Error(`There is no time base ${timeBase}.`);
  if (columns.length !== channels) throw new Error(`Time base ${timeBase} has ${channels} channels, the block has ${columns.length}.`);
  if (!Number.isInteger(rows) || rows < 0) throw new Error(`A block cannot have ${rows} rows.`);
  const shortest = columns.reduce((least, column) => Math.min(least, column.length), times.length);
  if (shortest < rows) throw new Error(`The block claims ${rows} rows and has a column of ${shortest}.`);
}

/** For tests, and where no thread may be started. */
function createDirectLink({ temporary, plan }: EncoderTask, spares: SpareMemory): EncoderLink {
  const sink = createSeriesSink(temporary);
  const encoder = createSeriesEncoder(sink, plan);
  let failure: unknown;
  return {
    async append(timeBase, block) {
      if (failure) throw failure;
      try {
        encoder.append(timeBase, block);
        spares.put(buffersOf(block));
      } catch (error) {
        failure = error;
        throw error;
      }
    },
    async finish() {
      if (failure) throw failure;
      return encoder.finish();
    },
    async stop() {
      failure ??= new Error('The series was given up.');
      sink.discard();
    },
  };
}

interface Waiting<T> {
  resolve(value: T): void;
  reject(error: Error): void;
}

function createThreadLink(task: EncoderTask, spares: SpareMemory): EncoderLink {
  // The sources run as .ts, the built server as .js: the thread starts from whichever this file is.
  const url = new URL(`./series-encoder.worker${extname(import.meta.url)}`, import.meta.url);
  const worker = new Worker(url, { workerData: task, execArgv: [] });
  const appending: Waiting<void>[] = [];
  const finishing: Waiting<SeriesSummary>[] = [];
  let failure: Error | undefined;
  let queued = 0;

  function fail(error: Error): void {
    failure ??= error;
    for (const { reject } of [...appending.splice(0), ...finishing.splice(0)]) reject(failure);
  }
  worker.on('error', (error) => fail(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', () => fail(new Error('The encoder thread has ended.')));
  worker.on('message', (answer: EncoderAnswer) => {
    if (answer.kind === 'finished') return finishing.shift()?.resolve(answer.summary);
    spares.put(answer.buffers);
    queued--;
    appending.shift()?.resolve();
  });
  const post = (request: EncoderRequest, transfer: ArrayBuffer[] = []) => worker.postMessage(request, transfer);

  return {
    append(timeBase, block) {
      if (failure) return Promise.reject(failure);
      post({ kind: 'append', timeBase, block }, buffersOf(block));
      if (++queued <= longestQueue) return Promise.resolve();
      return new Promise((resolve, reject) => appending.push({ resolve, reject }));
    },
    finish() {
      if (failure) return Promise.reject(failure);
      return new Promise((resolve, reject) => {
        finishing.push({ resolve, reject });
        post({ kind: 'finish' });
      });
    },
    async stop() {
      failure ??= new Error('The series was given up.');
      await worker.terminate();
    },
  };
}
