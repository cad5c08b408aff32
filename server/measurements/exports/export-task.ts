import type { TextStyle } from '../../platform/tables/cell-text.ts';

/** What is to be written, complete: the writing thread knows no database. */
export interface ExportTask {
  readonly format: ExportFormat;
  /** One table per time base (and series file): channels of other rates never share rows, so nothing has to be interpolated. */
  readonly tables: readonly ExportTable[];
  readonly text: TextStyle;
  readonly time: TimeStyle;
  /** Written into the file where the format has a place for it. */
  readonly origin: { readonly recordingId: string; readonly recording: string; readonly seriesSha256: string };
}

export type ExportFormat = 'csv' | 'parquet' | 'xlsx';

export interface ExportTable {
  /** File name without ending, and name of the sheet. */
  readonly name: string;
  readonly path: string;
  readonly timeBase: number;
  readonly channels: readonly { readonly position: number; readonly name: string; readonly unit: string }[];
  /** Closed range on the clock of the file, ms; an absent end means the end of the samples. */
  readonly fromMs?: number;
  readonly toMs?: number;
}

/** `clock`: instants in a time zone; `seconds`: since `zeroMs` on the clock of the file. */
export type TimeStyle = { readonly kind: 'clock'; readonly zone: string } | { readonly kind: 'seconds'; readonly zeroMs: number };

/** What the file is called and what it is, before the first byte is written. */
export interface ExportShape {
  readonly extension: 'csv' | 'parquet' | 'xlsx' | 'zip';
  readonly mediaType: string;
}

const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
} as const;

/** A workbook has a sheet for every table; of the other formats several tables are several files, in an archive. */
export function shapeOf({ format, tables }: Pick<ExportTask, 'format' | 'tables'>): ExportShape {
  const extension = format === 'xlsx' || tables.length === 1 ? format : 'zip';
  return { extension, mediaType: mediaTypes[extension] };
}
