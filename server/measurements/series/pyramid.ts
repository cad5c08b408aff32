import { type CellColumn, createCellColumn } from './column-writer.ts';
import { clearStatistics, emptyStatistics, mergeStatistics, type RangeStatistics } from './range-statistics.ts';
import type { Level, PartName } from './series-directory.ts';
import { levelCellsWorthReducing, pyramidFactor, samplesPerCell, samplesWithoutPyramid } from './series-format.ts';
import type { SeriesSink } from './series-sink.ts';

/** How many pyramid levels a column of `count` samples has: none up to 16,384 samples, a further one above 512 cells. */
export function levelCount(count: number): number {
  if (count <= samplesWithoutPyramid) return 0;
  let levels = 1;
  while (cellCount(count, levels - 1) > levelCellsWorthReducing) levels++;
  return levels;
}

export function cellCount(count: number, level: number): number {
  return Math.ceil(count / samplesPerCell(level));
}

interface LevelBuilder {
  readonly columns: Record<'min' | 'max' | 'mean' | 'missing', CellColumn>;
  readonly open: RangeStatistics;
  /** Samples, missing ones included, and cells of the level below in the open cell. */
  samples: number;
  parts: number;
}

/** min, max, mean and missing count per cell, level by level, and the statistics of the whole channel: from one pass over the samples. */
export interface PyramidBuilder {
  readonly total: RangeStatistics;
  /** Statistics of the next samples, none of them beyond the end of the open cell of 256. */
  add(part: RangeStatistics): void;
  /** The open cell has all its samples, `samples` of them with the missing ones. */
  close(samples: number): void;
  finish(count: number): Level[];
}

export function createPyramidBuilder(sink: SeriesSink, owner: Pick<PartName, 'timeBase' | 'channel'>): PyramidBuilder {
  const total = emptyStatistics();
  const cell = emptyStatistics();
  const builders: LevelBuilder[] = [];

  function push(level: number, statistics: RangeStatistics, samples: number): void {
    builders[level] ??= createLevel(sink, owner, level);
    const builder = builders[level];
    const { min, max, mean, missing } = builder.columns;
    min.push(statistics.min);
    max.push(statistics.max);
    mean.push(statistics.mean);
    missing.push(samples - statistics.valid);
    mergeStatistics(builder.open, statistics);
    builder.samples += samples;
    if (++builder.parts === pyramidFactor) closeCell(level);
  }
  function closeCell(level: number): void {
    const builder = builders[level]!;
    if (builder.parts === 0) return;
    const { samples } = builder;
    const statistics = { ...builder.open };
    Object.assign(builder.open, emptyStatistics());
    builder.samples = builder.parts = 0;
    push(level + 1, statistics, samples);
  }
  return {
    total,
    add(part) {
      mergeStatistics(cell, part);
    },
    close(samples) {
      mergeStatistics(total, cell);
      push(0, cell, samples);
      clearStatistics(cell);
    },
    finish(count) {
      const levels = levelCount(count);
      for (let level = 0; level < levels - 1; level++) closeCell(level);
      return builders.slice(0, levels).map(({ columns }, level) => ({
        cells: cellCount(count, level),
        min: columns.min.finish(),
        max: columns.max.finish(),
        mean: columns.mean.finish(),
        missing: columns.missing.finish(),
      }));
    },
  };
}

function createLevel(sink: SeriesSink, owner: Pick<PartName, 'timeBase' | 'channel'>, level: number): LevelBuilder {
  const column = (kind: PartName['kind']) => createCellColumn(sink, { ...owner, kind, level });
  return {
    columns: { min: column('min'), max: column('max'), mean: column('mean'), missing: column('missing') },
    open: emptyStatistics(),
    samples: 0,
    parts: 0,
  };
}
