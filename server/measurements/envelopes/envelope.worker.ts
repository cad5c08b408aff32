import { parentPort } from 'node:worker_threads';
import { describeFailure } from '../../platform/workers/worker-host.ts';
import type { Failure } from '../../platform/workers/worker-messages.ts';
import { createOpenFiles } from './open-files.ts';
import { answerSeries } from './series-answer.ts';
import type { SeriesQuestion } from './series-question.ts';

export type EnvelopeTask = { readonly question: SeriesQuestion } | { readonly forget: string };
export type EnvelopeRequest = EnvelopeTask & { readonly id: number };
export type EnvelopeReply =
  | { readonly id: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly id: number; readonly failure: Failure };

const files = createOpenFiles();

// Decoding samples and writing megabytes of JSON take their time: here, so that the server's event loop stays free.
parentPort?.on('message', ({ id, ...task }: EnvelopeRequest) => {
  try {
    const bytes = run(task);
    parentPort?.postMessage({ id, bytes } satisfies EnvelopeReply, [bytes.buffer]);
  } catch (error) {
    parentPort?.postMessage({ id, failure: describeFailure(error) } satisfies EnvelopeReply);
  }
});

function run(task: EnvelopeTask): Uint8Array<ArrayBuffer> {
  if ('question' in task) return answerSeries(task.question, files.get);
  files.forget(task.forget);
  return new Uint8Array(0);
}
