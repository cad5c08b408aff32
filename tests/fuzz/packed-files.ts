import { parquetWriteBuffer } from 'hyparquet-writer';
import { rowXml, workbookOf } from '../../server/measurements/imports/containers/xlsx/workbook.fixture.ts';
import { zipOf } from '../../server/measurements/imports/containers/zip.fixture.ts';
import type { SeedFile } from './seed-files.ts';

const count = 60;
const rows = Array.from({ length: count }, (_, i) => i);
const log = (hour: string): string =>
  ['time;p [bar]', ...rows.map((i) => `2025-03-04 ${hour}:00:${String(i).padStart(2, '0')};${i / 4}`), ''].join('\n');

/** Files in files: an archive, a workbook, a Parquet table. Their checksums find most damage, so what lies within is mutated elsewhere, too. */
export async function packedFiles(): Promise<SeedFile[]> {
  const sheet = rowXml(1, ['time', 'p [bar]']) + rows.map((i) => rowXml(2 + i, [{ value: 45_720 + i / 86_400, style: 1 }, i])).join('');
  const parquet = parquetWriteBuffer({
    columnData: [
      { name: 'time', data: rows.map((i) => new Date(1_741_082_400_000 + i * 10)), type: 'TIMESTAMP' },
      { name: 'p [bar]', data: rows.map((i) => (i % 9 === 0 ? null : i / 4)) as number[], type: 'DOUBLE' },
      { name: 'state', data: rows.map((i) => (i % 2 === 0 ? 'on' : 'off')), type: 'STRING' },
    ],
    rowGroupSize: 25,
  });
  return [
    { name: 'logs.zip', bytes: await zipOf({ 'a.csv': log('10'), 'b/b.csv': log('11') }) },
    {
      name: 'log.xlsx',
      bytes: await workbookOf({ sheets: [{ name: 'A', rows: sheet, merged: ['A1:B1'] }], formats: ['yyyy-mm-dd hh:mm:ss'] }),
    },
    { name: 'log.parquet', bytes: Buffer.from(parquet) },
  ];
}
