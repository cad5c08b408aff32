import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { RowTable } from '../../server/diagnostics/anomalies/row-table.ts';
import { dataFolder } from '../support/data.ts';

/** Rows of every file that are the reference: unshuffled, unlabelled (protocol of SKAB v0.9). */
export const referenceRows = 400;

/** One experiment: eight channels, and point-wise labels that only the evaluation may see. */
export interface SkabFile {
  readonly name: string;
  readonly table: RowTable;
  readonly timesMs: Float64Array;
  readonly anomaly: Uint8Array;
  readonly changepoint: Uint8Array;
}

/** Every labelled file that is there: `valve1`, `valve2` and, where somebody has it, `other`. */
export function readSkab(): SkabFile[] {
  return ['other', 'valve1', 'valve2'].flatMap((group) => {
    const folder = resolve(dataFolder, 'skab', group);
    if (!existsSync(folder)) return [];
    const names = readdirSync(folder).filter((name) => name.endsWith('.csv'));
    return names
      .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
      .map((name) => readFile(resolve(folder, name), `${group}/${name}`));
  });
}

function readFile(path: string, name: string): SkabFile {
  const [head, ...lines] = readFileSync(path, 'utf8').trimEnd().split(/\r?\n/);
  const channels = (head as string).split(';').slice(1, -2);
  const cells = lines.map((line) => line.split(';'));
  const width = channels.length;
  const values = new Float64Array(cells.length * width);
  cells.forEach((row, index) => {
    for (let channel = 0; channel < width; channel++) values[index * width + channel] = Number(row[channel + 1]);
  });
  return {
    name,
    table: { channels, rows: cells.length, values },
    timesMs: Float64Array.from(cells, (row) => Date.parse(`${(row[0] as string).replace(' ', 'T')}Z`)),
    anomaly: Uint8Array.from(cells, (row) => Number(row[width + 1])),
    changepoint: Uint8Array.from(cells, (row) => Number(row[width + 2])),
  };
}
