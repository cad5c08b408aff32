import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Problem } from '../../platform/problem.ts';
import type { CycleTable } from './cycle-table.ts';

/** Points per cycle and channel that models look at. */
export const defaultBins = 60;

/** A folder with one text file per channel: a line per cycle, the samples of that cycle separated by tabs, semicolons, commas or blanks. */
export interface CycleFolder {
  readonly table: CycleTable;
  readonly runs: Int32Array | null;
  readonly files: readonly string[];
}

/**
 * Reads such a folder, or its subfolder `1hz`. `cycles.txt` (cycle number, run) beside or in it is used when it is there; profile.txt and
 * other files with fewer than two samples per line are no channels.
 *
 * @throws Problem `cycles-unreadable`
 */
export function readCycleFolder(folder: string, at: { readonly cyclesFile?: string; readonly bins?: number } = {}): CycleFolder {
  const bins = at.bins ?? defaultBins;
  const place = existsSync(join(folder, '1hz')) ? join(folder, '1hz') : folder;
  if (!existsSync(place)) throw unreadable(`There is no folder ${basename(folder)}.`);
  const listed = new Set(['cycles.txt', 'profile.txt', 'description.txt', 'documentation.txt', 'README.md']);
  const files = readdirSync(place)
    .filter((name) => /\.(txt|tsv|csv)$/i.test(name) && !listed.has(name))
    .sort();
  if (files.length === 0) throw unreadable(`${basename(place)} has no channel files (.txt, .tsv, .csv).`);
  const rows = files.map((name) => readRows(join(place, name)));
  const count = rows[0]?.length ?? 0;
  const odd = rows.findIndex((own) => own.length !== count);
  if (odd >= 0)
    throw unreadable(`${files[odd]} has ${rows[odd]?.length} lines, ${files[0]} has ${count}. Every channel needs one line per cycle.`);
  const numbers = [at.cyclesFile, join(folder, 'cycles.txt'), join(place, 'cycles.txt'), join(folder, '..', 'cycles.txt')].find(
    (path) => path !== undefined && existsSync(path),
  );
  const numbered = numbers === undefined ? undefined : readRows(numbers);
  if (numbered && numbered.length !== count)
    throw unreadable(`${basename(numbers as string)} has ${numbered.length} lines, the channels have ${count}.`);
  const values = new Float64Array(count * files.length * bins);
  rows.forEach((own, channel) => {
    own.forEach((samples, row) => {
      values.set(toBins(samples, bins), (row * files.length + channel) * bins);
    });
  });
  return {
    table: {
      channels: files.map((name) => name.replace(/\.[^.]*$/, '')),
      bins,
      values,
      cycles: Int32Array.from({ length: count }, (_, row) => numbered?.[row]?.[0] ?? row),
    },
    runs: numbered?.[0]?.[1] === undefined ? null : Int32Array.from(numbered, (row) => row[1] as number),
    files: [...files.map((name) => join(place, name)), ...(numbers === undefined ? [] : [numbers])],
  };
}

function readRows(path: string): number[][] {
  return readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line, index) =>
      line
        .trim()
        .split(/[\t;,]|\s+/)
        .map((cell) => {
          const value = cell === '' || /^nan$/i.test(cell) ? Number.NaN : Number(cell);
          if (Number.isNaN(value) && cell !== '' && !/^nan$/i.test(cell))
            throw unreadable(`${basename(path)}, line ${index + 1}: "${cell}" is no number.`);
          return value;
        }),
    );
}

/** Means of equal parts of a cycle; a part without a valid sample is NaN. Fewer samples than parts: the sample that covers the part's middle. */
export function toBins(samples: ArrayLike<number>, bins: number): Float64Array {
  const { length } = samples;
  return Float64Array.from({ length: bins }, (_, bin) => {
    if (length < bins) return samples[Math.min(length - 1, Math.floor(((bin + 0.5) * length) / bins))] ?? Number.NaN;
    let sum = 0;
    let count = 0;
    const to = Math.round(((bin + 1) * length) / bins);
    for (let index = Math.round((bin * length) / bins); index < to; index++) {
      const value = samples[index] as number;
      if (Number.isNaN(value)) continue;
      sum += value;
      count++;
    }
    return count === 0 ? Number.NaN : sum / count;
  });
}

function unreadable(detail: string): Problem {
  return new Problem('cycles-unreadable', 422, 'The folder of cycles cannot be read', { detail });
}
