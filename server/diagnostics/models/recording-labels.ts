import { Problem } from '../../platform/problem.ts';
import type { CycleTable, LabelledTable } from './cycle-table.ts';
import { type LabelFile, runsFromLabels, targetIndex } from './label-file.ts';
import { labelledTable } from './labelled-cycles.ts';
import type { RecordingInput } from './model-task.ts';

/**
 * Joins labels with the cycles of one or several recordings of a system. Between recordings the count of cycles jumps, so that nothing is
 * carried from one to the next.
 *
 * @throws Problem `label-without-cycle`, `labels-too-few`, `target-unknown`
 */
export function joinLabels(
  labels: LabelFile,
  target: string,
  parts: readonly { recording: RecordingInput; table: CycleTable }[],
): LabelledTable {
  const column = targetIndex(labels, target);
  const first = parts[0] as (typeof parts)[number];
  const offsets = parts.map((_, index) => parts.slice(0, index).reduce((sum, { table }) => sum + table.cycles.length + 1, 0));
  const rowOffsets = parts.map((_, index) => parts.slice(0, index).reduce((sum, { table }) => sum + table.cycles.length, 0));
  const rows = parts.reduce((sum, { table }) => sum + table.cycles.length, 0);
  const texts = new Array<string>(rows).fill('');
  const runs = new Int32Array(rows);
  const ownRuns = runsFromLabels(labels);
  labels.lines.forEach((line, index) => {
    const part =
      line.recording === null
        ? 0
        : parts.findIndex(({ recording }) => recording.id === line.recording || recording.name === line.recording);
    const count = parts[part]?.table.cycles.length ?? 0;
    if (line.cycle >= count) throw notThere(line.line, line.cycle, parts[part]?.recording.name ?? String(line.recording), count);
    const row = (rowOffsets[part] as number) + line.cycle;
    texts[row] = line.values[column] as string;
    runs[row] = ownRuns[index] as number;
  });
  const values = new Float64Array(parts.reduce((sum, { table }) => sum + table.values.length, 0));
  let filled = 0;
  for (const { table } of parts) {
    values.set(table.values, filled);
    filled += table.values.length;
  }
  const cycles = Int32Array.from(
    parts.flatMap(({ table }, part) => Array.from(table.cycles, (cycle) => cycle + (offsets[part] as number))),
  );
  return labelledTable({ table: { channels: first.table.channels, bins: first.table.bins, values, cycles }, texts, runs, target });
}

function notThere(line: number, cycle: number, name: string, count: number): Problem {
  return new Problem('label-without-cycle', 422, 'A label speaks of a cycle that is not there', {
    detail: `Line ${line}: "${name}" has no cycle ${cycle}; it has ${count} cycles, counted from 0.`,
  });
}
