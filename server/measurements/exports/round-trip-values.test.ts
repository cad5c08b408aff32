// SQLite is enough: this is about files, not about tables.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { createOpenFiles } from '../envelopes/open-files.ts';
import { fixture } from '../imports/import.fixture.ts';
import { steps, writeRows } from '../series/series.fixture.ts';
import type { ExportTask } from './export-task.ts';
import { writeExport } from './export-writing.ts';

const folder = mkdtempSync(join(tmpdir(), 'round-trip-'));
const place = fixture();
afterAll(() => {
  place.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** Ordinary values first: what a column is must be told by something. */
const ordinary = [150.25, 151.5, 149.125, 150.5, 152.75, 150.0625];
const anything = fc.oneof(
  fc.double({ noNaN: true }),
  fc.integer({ min: -40_000, max: 40_000 }).map((hundredths) => hundredths / 100),
  fc.constantFrom(
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    -0,
    0,
    5e-324,
    -1.7976931348623157e308,
    0.1 + 0.2,
    1 / 3,
    1e21,
    123_456_789_012_345_680,
  ),
);
const column = fc.array(anything, { minLength: 34, maxLength: 34 }).map((values) => Float64Array.from([...ordinary, ...values]));
const count = 40;

let n = 0;
async function exported(columns: readonly Float64Array[], more: Partial<ExportTask>): Promise<Buffer> {
  const path = join(folder, `${++n}.sgs`);
  await writeRows(path, [{ times: steps(count, 250), columns }]);
  const files = createOpenFiles();
  try {
    const channels = columns.map((_, position) => ({ position, name: `c${position}`, unit: 'bar' }));
    const task: ExportTask = {
      format: 'csv',
      tables: [{ name: 'rig', path, timeBase: 0, channels }],
      text: { decimalMark: '.', delimiter: ',' },
      time: { kind: 'seconds', zeroMs: 0 },
      origin: { recordingId: 'r', recording: 'rig', seriesSha256: 'ab' },
      ...more,
    };
    const pieces: Uint8Array[] = [];
    for await (const piece of writeExport(task, files.get)) pieces.push(piece);
    return Buffer.concat(pieces);
  } finally {
    files.close();
    rmSync(path, { force: true });
  }
}

const infinities = (values: Float64Array): number => values.filter((value) => Math.abs(value) === Number.POSITIVE_INFINITY).length;

describe.each([
  ['CSV with points', 'csv', { text: { decimalMark: '.', delimiter: ',' } }],
  ['CSV with decimal commas', 'csv', { text: { decimalMark: ',', delimiter: ';' } }],
  ['Parquet', 'parquet', { format: 'parquet' }],
  ['a workbook', 'xlsx', { format: 'xlsx' }],
] as const)('exported as %s and imported again', (_what, ending, more) => {
  test('every number is the very same one, -0 and the smallest included; what is infinite is missing and counted', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(column, { minLength: 1, maxLength: 3 }), async (columns) => {
        const file = join(folder, `in.${ending}`);
        writeFileSync(file, await exported(columns, more));
        const { report } = await place.importFiles([file]);
        expect(report).toMatchObject({ acceptedRows: count, rejectedRows: 0 });
        const series = place.series();
        for (const [i, values] of columns.entries()) {
          const expected = values.map((value) => (Number.isFinite(value) ? value : Number.NaN));
          const found = series.readValues(0, i, 0, count);
          expect(
            Array.from(found, (value, at) => (Object.is(value, expected[at]) ? null : [at, value, expected[at]])).filter(Boolean),
          ).toEqual([]);
          const blank = values.filter(Number.isNaN).length;
          expect(report.channels[i]).toMatchObject({ missingText: infinities(values), missingBlank: blank });
          expect(report.notes.some((note) => note.startsWith('Infinite values') && note.includes(`"c${i}`))).toBe(infinities(values) > 0);
        }
        series.close();
      }),
      { numRuns: 30, seed: 3 },
    );
  });
});
