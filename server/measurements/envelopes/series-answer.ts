import type { Problem } from '../../platform/problem.ts';
import type { Envelope, SeriesContent } from '../recording.schema.ts';
import type { EnvelopeQuery } from '../series/envelope.ts';
import type { SeriesFile } from '../series/series-reader.ts';
import { isDamage, toDamagedChannel } from './damaged-channel.ts';
import { type AnswerPart, packAnswer } from './packed-answer.ts';
import type { AskedChannel, SeriesQuestion } from './series-question.ts';

/** An answer as it goes over the wire. */
export interface WireAnswer {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Every channel could be read: the same question will be answered the same for ever. */
  readonly isWhole: boolean;
}

/**
 * Reads what was asked for and writes it down, ready for the wire. A damaged channel is named and the others are answered.
 * @throws Problem `series-damaged`, `series-missing`, `series-too-new` when no channel can be read; `envelope-range`
 */
export function answerSeries(question: SeriesQuestion, open: (path: string) => SeriesFile): WireAnswer {
  const { zeroMs } = question;
  const query = rangeOf(question, open);
  const parts: AnswerPart[] = [];
  const failures: { readonly asked: AskedChannel; readonly problem: Problem }[] = [];
  for (const asked of question.channels) {
    try {
      parts.push({ asked, envelope: open(asked.path).envelope(asked.timeBase, asked.position, query) });
    } catch (problem) {
      if (!isDamage(problem)) throw problem;
      failures.push({ asked, problem });
    }
  }
  if (parts.length === 0 && failures[0]) throw failures[0].problem;
  const damaged = failures.map(({ asked, problem }) => toDamagedChannel(asked, problem, zeroMs));
  const isWhole = damaged.length === 0;
  if (question.form === 'packed') return { bytes: packAnswer(parts, damaged, zeroMs), isWhole };
  const channels = parts.map((part) => toEnvelope(part, zeroMs));
  return { bytes: new TextEncoder().encode(JSON.stringify({ channels, damaged } satisfies SeriesContent)), isWhole };
}

/** An end that was left open is where the samples of the channels end: all of them share their buckets. */
function rangeOf({ channels, zeroMs, fromMs, toMs, buckets }: SeriesQuestion, open: (path: string) => SeriesFile): EnvelopeQuery {
  const bases = channels.flatMap((channel) => timeBaseOf(channel, open) ?? []).filter((base) => base.count > 0);
  const first = Math.min(...bases.map((base) => base.firstMs));
  const last = Math.max(...bases.map((base) => base.lastMs));
  const from = fromMs === undefined ? first : fromMs + zeroMs;
  const to = toMs === undefined ? last : toMs + zeroMs;
  // No samples at all, or an open end on the far side of the given one: an empty range at the end that was given.
  if (bases.length === 0) return { fromMs: (fromMs ?? 0) + zeroMs, toMs: Math.max(fromMs ?? 0, toMs ?? 0) + zeroMs, buckets };
  if (from > to) return fromMs === undefined ? { fromMs: to, toMs: to, buckets } : { fromMs: from, toMs: from, buckets };
  return { fromMs: from, toMs: to, buckets };
}

/** A file that cannot even be opened has no say in the range; why is told when its channel is read. */
function timeBaseOf({ path, timeBase }: AskedChannel, open: (path: string) => SeriesFile) {
  try {
    return open(path).summary.timeBases[timeBase];
  } catch (error) {
    if (isDamage(error)) return undefined;
    throw error;
  }
}

function toEnvelope({ asked, envelope: e }: AnswerPart, zeroMs: number): Envelope {
  return {
    channel: asked.index,
    name: asked.name,
    unit: asked.unit,
    fromMs: e.fromMs - zeroMs,
    toMs: e.toMs - zeroMs,
    source: e.source,
    timeMs: Array.from(e.time, (time) => time - zeroMs),
    min: nullable(e.min),
    max: nullable(e.max),
    mean: nullable(e.mean),
    count: Array.from(e.count),
  };
}

/** JSON has neither NaN nor infinities. */
function nullable(values: Float64Array): (number | null)[] {
  return Array.from(values, (value) => (Number.isFinite(value) ? value : null));
}
