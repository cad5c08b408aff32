import type { AnomalyDetector, AnomalyStream, ChannelReference, DeviationModel, RowJudgement, StreamState } from './anomaly.types.ts';
import { fitComponents } from './component-reference.ts';
import { openComponentStream } from './component-stream.ts';
import { blocks, referenceOf, window } from './deviation-reference.ts';
import { openDeviationStream } from './deviation-stream.ts';
import { columnOf, type RowTable } from './row-table.ts';

export type AnomalyMethod = AnomalyDetector['method'];

/** Fewer rows show neither noise nor drift: every block has to hold a window. */
export const leastRows = blocks * window;
/** An alarm begins at three times what the reference explains, or where the reference itself never was. */
const leastLimit = 3;
/** Below this part of the limit an alarm ends. */
const releaseShare = 0.4;

/**
 * Learns what is usual from a reference; nothing is labelled, nothing depends on the data set.
 *
 * @param table at least `leastRows` rows
 * @param units of the table's channels
 * @throws RangeError when the reference is too short or no channel of it can be watched
 */
export function fitDetector(table: RowTable, units: readonly string[], method: AnomalyMethod): AnomalyDetector {
  if (table.rows < leastRows) throw new RangeError(`${table.rows} rows are fewer than ${leastRows}`);
  const channels = table.channels.map(
    (name, index): ChannelReference => ({ name, unit: units[index] ?? '', ...referenceOf(columnOf(table, index)) }),
  );
  if (channels.every(({ notWatched }) => notWatched !== null)) throw new RangeError('no channel can be watched');
  return method === 'components' ? fitComponents(table, channels) : fitDeviation(table, channels);
}

function fitDeviation(table: RowTable, channels: readonly ChannelReference[]): DeviationModel {
  const memory = Math.round(table.rows / 2);
  const model = { method: 'deviation' as const, channels, referenceRows: table.rows, window, memory };
  const own = judgeRows({ ...model, limit: leastLimit, release: leastLimit * releaseShare }, table);
  const limit = own.reduce((most, { score }) => (Number.isNaN(score) ? most : Math.max(most, score)), leastLimit);
  return { ...model, limit, release: limit * releaseShare };
}

export function openStream(model: AnomalyDetector, state?: StreamState): AnomalyStream {
  return model.method === 'components' ? openComponentStream(model, state) : openDeviationStream(model, state);
}

/** Judges rows (columns in the order of the model's channels) from `state` on, or from the beginning. */
export function judgeRows(model: AnomalyDetector, table: RowTable, state?: StreamState): RowJudgement[] {
  const stream = openStream(model, state);
  const width = table.channels.length;
  return Array.from({ length: table.rows }, (_, row) => stream.push(table.values.subarray(row * width, (row + 1) * width)));
}
