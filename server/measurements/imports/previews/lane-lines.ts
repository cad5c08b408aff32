import { convert } from '../../../systems/units.ts';
import type { TableRow } from '../detections/delimiter-detection.ts';
import { splitHeader } from '../detections/header-cell.ts';
import { readMetadata } from '../detections/metadata-detection.ts';
import type { LaneRecipe } from '../import.types.ts';
import { LaneReader } from '../lanes/lane-reader.ts';
import type { ReadLine } from './preview.types.ts';
import { timeText } from './time-text.ts';

/** Reads the first lines of a file with one value in a line; each value stands at its channel's place. */
export function readLaneLines(rows: readonly TableRow[], recipe: LaneRecipe): Map<number, ReadLine> {
  const found = new Map<number, ReadLine>();
  const texts = timeText(recipe.time);
  let channel = -1;
  const reader = new LaneReader(recipe, {
    open({ name, preamble, header }) {
      const written = header === null ? (name ?? '') : (readMetadata(preamble, []).channel ?? splitHeader(header.cells[1] ?? '').name);
      channel = recipe.channels.findIndex((candidate) => candidate.name === written);
    },
    value(ms, value, { line }) {
      const of = recipe.channels[channel];
      const read = of === undefined || Number.isNaN(value) ? null : convert(value, of);
      found.set(line, { time: texts(ms), values: recipe.channels.map((_, index) => (index === channel ? read : null)) });
    },
    reject() {},
  });
  let line = 0;
  for (const row of rows) {
    for (; line < row.number - 1; line++) reader.read('');
    reader.read(row.text);
    line = row.number;
  }
  return found;
}
