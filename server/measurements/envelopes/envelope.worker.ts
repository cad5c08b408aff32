import { parentPort } from 'node:worker_threads';
import { describeFailure } from '../../platform/workers/worker-host.ts';
import type { Failure } from '../../platform/workers/worker-messages.ts';
import { createOpenFiles } from './open-files.ts';
import { answerSeries, type WireAnswer } from './series-answer.ts';
import type { SeriesQuestion } from './series-question.ts';

export type EnvelopeTask = { readonly question: SeriesQuestion } | { readonly forget: string };
export type EnvelopeRequest = EnvelopeTask & { readonly id: number };
export type EnvelopeReply = { readonly id: number; readonly answer: WireAnswer } | { readonly id: number; readonly failure: Failure };

const files = createOpenFiles();

// Decoding samples and writing megabytes of JSON take their time: here, so that the server's event loop stays free.
parentPort?.on('message', ({ id, ...task }: EnvelopeRequest) => {
  try {
    const answer = run(task);
    parentPort?.postMessage({ id, answer } satisfies EnvelopeReply, [answer.bytes.buffer]);
  } catch (error) {
    parentPort?.postMessage({ id, failure: describeFailure(error) } satisfies EnvelopeReply);
  }
});

/** A damaged file is opened anew for the next question: it may have been restored meanwhile, under the same name. */
function answer(question: SeriesQuestion): WireAnswer {
  let isWhole = false;
  try {
    const found = answerSeries(question, files.get);
    isWhole = found.isWhole;
    return found;
  } finally {
    if (!isWhole) for (const { path } of question.channels) files.forget(path);
  }
}

function run(task: EnvelopeTask): WireAnswer {
  if ('question' in task) return answer(task.question);
  files.forget(task.forget);
  return { bytes: new Uint8Array(0), isWhole: true };
}
