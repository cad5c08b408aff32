import { parentPort, workerData } from 'node:worker_threads';
import { buffersOf } from './block-memory.ts';
import { createSeriesEncoder, type SeriesBlock, type SeriesPlan } from './series-encoder.ts';
import { createSeriesSink } from './series-sink.ts';
import type { SeriesSummary } from './series-summary.ts';

/** What the thread is started with. */
export interface EncoderTask {
  readonly temporary: string;
  readonly plan: SeriesPlan;
}

export type EncoderRequest =
  | { readonly kind: 'append'; readonly timeBase: number; readonly block: SeriesBlock }
  | { readonly kind: 'finish' };
/** One answer per request, in order. */
export type EncoderAnswer =
  | { readonly kind: 'appended'; readonly buffers: readonly ArrayBuffer[] }
  | { readonly kind: 'finished'; readonly summary: SeriesSummary };

const { temporary, plan } = workerData as EncoderTask;
const encoder = createSeriesEncoder(createSeriesSink(temporary), plan);

// An error ends the thread; the writer is told by its 'error' event and removes the temporary file.
parentPort?.on('message', (request: EncoderRequest) => {
  if (request.kind === 'append') {
    encoder.append(request.timeBase, request.block);
    // The memory goes back: waiting here for the garbage collector, blocks would pile up.
    const buffers = buffersOf(request.block);
    parentPort?.postMessage({ kind: 'appended', buffers } satisfies EncoderAnswer, buffers);
  } else {
    parentPort?.postMessage({ kind: 'finished', summary: encoder.finish() } satisfies EncoderAnswer);
    parentPort?.close();
  }
});
