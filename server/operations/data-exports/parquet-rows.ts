import { constants, zstdCompressSync } from 'node:zlib';
import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { Row } from './exported-row.queries.ts';
import type { ColumnKind, ExportedTable } from './exported-table.ts';
import { fieldName, textOf } from './row-text.ts';

const compressors = { ZSTD: (bytes: Uint8Array) => zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 3 } }) };

/** One Parquet file, written row group by row group; documents are JSON text. */
export interface ParquetRows {
  /** @returns the bytes of one row group */
  group(rows: readonly Row[]): Uint8Array;
  /** @returns the end of the file */
  finish(): Uint8Array;
}

export function parquetRows(table: ExportedTable): ParquetRows {
  const columns = Object.entries(table.columns);
  const target = new ByteWriter(1024 * 1024);
  const writer = new ParquetWriter({
    ...{ writer: target, codec: 'ZSTD', compressors, createdBy: 'Sightglass' },
    schema: [{ name: 'root', num_children: columns.length }, ...columns.map(([column, kind]) => elementOf(column, kind))],
  });
  const taken = () => {
    const bytes = target.getBytes().slice();
    target.index = 0;
    return bytes;
  };
  return {
    group(rows) {
      const columnData = columns.map(([column, kind], i) => ({ name: fieldName(column), data: rows.map((row) => cellOf(kind, row[i])) }));
      // No promise comes back: a ByteWriter is never busy.
      void writer.write({ columnData, rowGroupSize: Math.max(1, rows.length) });
      return taken();
    },
    finish() {
      void writer.finish();
      return taken();
    },
  };
}

function elementOf(column: string, kind: ColumnKind): SchemaElement {
  const base = { name: fieldName(column), repetition_type: 'OPTIONAL' } as const;
  if (kind === 'boolean') return { ...base, type: 'BOOLEAN' };
  if (kind === 'integer') return { ...base, type: 'INT64' };
  if (kind === 'number') return { ...base, type: 'DOUBLE' };
  return { ...base, type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } };
}

function cellOf(kind: ColumnKind, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (kind === 'boolean') return Boolean(value);
  if (kind === 'integer') return BigInt(value as string | number);
  return kind === 'number' ? Number(value) : textOf(kind, value);
}
