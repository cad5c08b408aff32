import { type CellColumn, createCellColumn } from './column-writer.ts';
import { clearMoments, emptyMoments, mergeMoments, type RangeMoments, shapeOf } from './range-moments.ts';
import { type ChannelWindowColumns, type PartName, windowColumns } from './series-directory.ts';
import type { SeriesSink } from './series-sink.ts';

/** Collects the moments of one channel, window by window. */
export interface WindowWriter {
  /** The samples that follow begin a new window. */
  open(): void;
  add(part: RangeMoments): void;
  finish(): ChannelWindowColumns | null;
}

export function createWindowWriter(sink: SeriesSink, owner: Pick<PartName, 'timeBase' | 'channel'>): WindowWriter {
  const current = emptyMoments();
  let columns: Record<keyof ChannelWindowColumns, CellColumn> | undefined;
  let isOpen = false;

  function close(): void {
    if (!isOpen || columns === undefined) return;
    const { std, skewness, kurtosis, slope } = shapeOf(current);
    columns.valid.push(current.valid);
    columns.min.push(current.min);
    columns.max.push(current.max);
    columns.mean.push(current.mean);
    columns.std.push(std);
    columns.skewness.push(skewness);
    columns.kurtosis.push(kurtosis);
    columns.slope.push(slope);
    clearMoments(current);
  }
  return {
    open() {
      columns ??= mapColumns((name) => createCellColumn(sink, { ...owner, kind: windowColumns[name], level: 0 }));
      close();
      isOpen = true;
    },
    add(part) {
      if (isOpen) mergeMoments(current, part);
    },
    finish() {
      if (columns === undefined) return null;
      close();
      const written = columns;
      return mapColumns((name) => written[name].finish());
    },
  };
}

function mapColumns<T>(make: (name: keyof ChannelWindowColumns) => T): Record<keyof ChannelWindowColumns, T> {
  const names = Object.keys(windowColumns) as (keyof ChannelWindowColumns)[];
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<keyof ChannelWindowColumns, T>;
}
