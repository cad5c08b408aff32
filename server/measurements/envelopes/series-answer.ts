import type { Envelope } from '../recording.schema.ts';
import type { EnvelopeQuery } from '../series/envelope.ts';
import type { SeriesFile } from '../series/series-reader.ts';
import { type AnswerPart, packAnswer } from './packed-answer.ts';
import type { SeriesQuestion } from './series-question.ts';

/** Reads what was asked for and writes it down, ready for the wire. @throws Problem `series-damaged`, `series-missing`, `envelope-range` */
export function answerSeries(question: SeriesQuestion, open: (path: string) => SeriesFile): Uint8Array<ArrayBuffer> {
  const query = rangeOf(question, open);
  const parts = question.channels.map((asked) => ({ asked, envelope: open(asked.path).envelope(asked.timeBase, asked.position, query) }));
  if (question.form === 'packed') return packAnswer(parts, question.zeroMs);
  return new TextEncoder().encode(JSON.stringify({ channels: parts.map((part) => toEnvelope(part, question.zeroMs)) }));
}

/** An end that was left open is where the samples of the channels end: all of them share their buckets. */
function rangeOf({ channels, zeroMs, fromMs, toMs, buckets }: SeriesQuestion, open: (path: string) => SeriesFile): EnvelopeQuery {
  const bases = channels.flatMap(({ path, timeBase }) => open(path).summary.timeBases[timeBase] ?? []).filter((base) => base.count > 0);
  const first = Math.min(...bases.map((base) => base.firstMs));
  const last = Math.max(...bases.map((base) => base.lastMs));
  const from = fromMs === undefined ? first : fromMs + zeroMs;
  const to = toMs === undefined ? last : toMs + zeroMs;
  // No samples at all, or an open end on the far side of the given one: an empty range at the end that was given.
  if (bases.length === 0) return { fromMs: (fromMs ?? 0) + zeroMs, toMs: Math.max(fromMs ?? 0, toMs ?? 0) + zeroMs, buckets };
  if (from > to) return fromMs === undefined ? { fromMs: to, toMs: to, buckets } : { fromMs: from, toMs: from, buckets };
  return { fromMs: from, toMs: to, buckets };
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
