import { createInterface } from 'node:readline';
import type { StoredDetector } from '../diagnostics/anomalies/anomaly-file.ts';
import { shownJudgement } from '../diagnostics/anomalies/anomaly-row.ts';
import { openStream } from '../diagnostics/anomalies/detector.ts';
import { Problem } from '../platform/problem.ts';

/**
 * Judges rows as they come: lines with cells between semicolons or tabs, decimal point, the first line names the channels. Answers one JSON
 * line per row. A cell that is no number is a missing sample.
 *
 * @throws Problem `anomaly-sensors-differ` when a watched channel is not among the names
 */
export async function watchRows(stored: StoredDetector, input: NodeJS.ReadableStream, say: (line: string) => void): Promise<void> {
  const { detector } = stored;
  const stream = openStream(detector);
  let columns: number[] | undefined;
  let row = 0;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    const cells = line.split(/[;\t]/).map((cell) => cell.trim());
    if (!columns) {
      columns = columnsOf(stored, cells);
      continue;
    }
    const judged = stream.push(columns.map((column) => toNumber(cells[column])));
    say(JSON.stringify({ row: row++, ...shownJudgement(judged, detector.limit) }));
  }
}

/** A column is known by the sensor's name in the reference recording, or by the signal it measures. */
function columnsOf({ detector: { channels }, labels }: StoredDetector, names: readonly string[]): number[] {
  const columns = channels.map(({ name }, index) => Math.max(names.indexOf(labels[index] ?? name), names.indexOf(name)));
  const missing = channels.filter(({ notWatched }, index) => notWatched === null && columns[index] === -1);
  if (missing.length === 0) return columns;
  throw new Problem('anomaly-sensors-differ', 409, 'These rows have not the sensors of the reference', {
    detail: `The first line has to name ${missing.map((one) => nameOf(one.unit, labels[channels.indexOf(one)] ?? one.name)).join(', ')}.`,
  });
}

const nameOf = (unit: string, label: string): string => (unit ? `${label} (in ${unit})` : label);

const toNumber = (cell: string | undefined): number => (cell === undefined || cell === '' ? Number.NaN : Number(cell));
