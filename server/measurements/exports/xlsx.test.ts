import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';
import { afterAll, expect, test } from 'vitest';
import { fromBuffer } from 'yauzl';
import { sheetTitles } from '../../platform/tables/sheet-title.ts';
import { createOpenFiles } from '../envelopes/open-files.ts';
import { steps, writeRows } from '../series/series.fixture.ts';
import type { ExportTask } from './export-task.ts';
import { writeExport } from './export-writing.ts';
import { mostSamplesPerSheet, sheetXml } from './xlsx-sheet.ts';

const folder = mkdtempSync(join(tmpdir(), 'xlsx-'));
const files = createOpenFiles();
afterAll(() => {
  files.close();
  rmSync(folder, { recursive: true, force: true });
});

const startMs = Date.UTC(2026, 2, 29, 0, 59, 59);

async function book(task: Partial<ExportTask> & Pick<ExportTask, 'tables'>): Promise<Map<string, string>> {
  const origin = { recordingId: 'r', recording: 'A & B <rig>', seriesSha256: 'ab' };
  const whole: ExportTask = {
    format: 'xlsx',
    text: { decimalMark: ',', delimiter: ';' },
    time: { kind: 'clock', zone: 'Europe/Berlin' },
    origin,
    ...task,
  };
  const pieces: Uint8Array[] = [];
  for await (const piece of writeExport(whole, files.get)) pieces.push(piece);
  return unzipped(Buffer.concat(pieces));
}

/** Members with their text; the archive library checks length and CRC of each. */
async function unzipped(bytes: Buffer): Promise<Map<string, string>> {
  const members = new Map<string, string>();
  await new Promise<void>((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on('error', reject);
      zip.on('end', () => resolve());
      zip.on('entry', (entry) =>
        zip.openReadStream(entry, (failure, stream) => {
          if (failure) return reject(failure);
          const pieces: Buffer[] = [];
          stream.on('data', (piece: Buffer) => pieces.push(piece));
          stream.on('end', () => {
            members.set(entry.fileName, Buffer.concat(pieces).toString());
            zip.readEntry();
          });
        }),
      );
      zip.readEntry();
    });
  });
  for (const text of members.values()) wellFormed(text);
  return members;
}

function wellFormed(xml: string): void {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
}

/** Cells of a sheet by address: the number, or the text. */
function cellsOf(xml: string): Record<string, string> {
  return Object.fromEntries([...xml.matchAll(/<c r="([A-Z]+\d+)"[^>]*>(?:<v>|<is><t[^>]*>)(.*?)<\//g)].map((m) => [m[1], m[2] ?? '']));
}

const channels = [
  { position: 0, name: '=HYPERLINK("http://x")', unit: 'bar' },
  { position: 1, name: 'T & <Öl>', unit: '°C' },
];

test('a workbook has names, units, real numbers and date cells in the time of the site; missing is an empty cell', async () => {
  const path = join(folder, 'small');
  const columns = [Float64Array.of(150.25, Number.NaN, -0.5), Float64Array.of(40, Number.POSITIVE_INFINITY, 0.1 + 0.2)];
  await writeRows(path, [{ times: steps(3, 1000, startMs), columns }], { clock: 'absolute' });
  const members = await book({ tables: [{ name: 'rig', path, timeBase: 0, channels }] });
  expect([...members.keys()]).toEqual([
    '[Content_Types].xml',
    '_rels/.rels',
    'docProps/core.xml',
    'xl/workbook.xml',
    'xl/_rels/workbook.xml.rels',
    'xl/styles.xml',
    'xl/worksheets/sheet1.xml',
  ]);
  const sheet = members.get('xl/worksheets/sheet1.xml')!;
  const cells = cellsOf(sheet);
  expect(cells).toMatchObject({
    A1: 'Time (Europe/Berlin)',
    B1: "'=HYPERLINK(&quot;http://x&quot;)",
    C1: 'T &amp; &lt;Öl&gt;',
    B2: 'bar',
    C2: '°C',
    B3: '150.25',
    C3: '40',
    C4: 'Infinity',
    B5: '-0.50',
    C5: '0.30000000000000004',
  });
  expect(cells.B4).toBeUndefined();
  // 01:59:59 and, the clocks having gone forward, 03:00:00.
  const days = (local: string) => Date.parse(`${local}Z`) / 86_400_000 + 25_569;
  expect(Number(cells.A3)).toBeCloseTo(days('2026-03-29T01:59:59'), 9);
  expect(Number(cells.A4)).toBeCloseTo(days('2026-03-29T03:00:00'), 9);
  expect(sheet).not.toContain('<f>');
});

test('tables of several rates are sheets of their own', async () => {
  const path = join(folder, 'rates');
  await writeRows(path, [
    { times: steps(4, 10), columns: [steps(4)] },
    { times: steps(2, 1000), columns: [steps(2)] },
  ]);
  const one = [{ position: 0, name: 'p', unit: 'bar' }];
  const tables = [0, 1].map((timeBase) => ({ name: `rig: ${timeBase}`, path, timeBase, channels: one }));
  const members = await book({ tables, time: { kind: 'seconds', zeroMs: 0 } });
  expect([...(members.get('xl/workbook.xml') ?? '').matchAll(/sheet name="([^"]+)"/g)].map((m) => m[1])).toEqual(['rig  0', 'rig  1']);
  expect(cellsOf(members.get('xl/worksheets/sheet1.xml')!)).toMatchObject({ A2: 's', A4: '0.01', B6: '30' });
  expect(cellsOf(members.get('xl/worksheets/sheet2.xml')!)).toMatchObject({ A4: '1', B4: '10' });
});

test('a table that is longer than a sheet goes on in the next one', async () => {
  const path = join(folder, 'long');
  const count = mostSamplesPerSheet + 3;
  await writeRows(path, [{ times: steps(count, 1), columns: [Float64Array.from({ length: count }, (_, i) => i % 100)] }], {
    block: 100_000,
  });
  const members = await book({
    tables: [{ name: 'rig', path, timeBase: 0, channels: [{ position: 0, name: 'p', unit: 'bar' }] }],
    time: { kind: 'seconds', zeroMs: 0 },
  });
  const [first, second] = [members.get('xl/worksheets/sheet1.xml')!, members.get('xl/worksheets/sheet2.xml')!];
  expect(
    first.endsWith('<row r="1048576"><c r="A1048576"><v>1048.573</v></c><c r="B1048576"><v>73</v></c></row></sheetData></worksheet>'),
  ).toBe(true);
  expect(cellsOf(second)).toMatchObject({ B1: 'p', A3: '1048.574', B3: '74', A5: '1048.576', B5: '76' });
  expect(second).not.toContain('<row r="6">');
});

test('titles of sheets are what a workbook allows, each once', () => {
  const long = 'x'.repeat(40);
  expect(sheetTitles(['a/b[c]', long, long, "'q'", '', 'A', 'a'])).toEqual([
    'a b c',
    'x'.repeat(31),
    `${'x'.repeat(27)} (2)`,
    'q',
    'Samples',
    'A',
    'a (2)',
  ]);
});

test('more channels than a sheet has columns are refused in words', () => {
  const many = Array.from({ length: 16_384 }, (_, position) => ({ position, name: `c${position}`, unit: '' }));
  const table = { name: 'rig', path: '', timeBase: 0, channels: many };
  expect(() => [...sheetXml(table, { kind: 'seconds', zeroMs: 0 }, [])]).toThrow(expect.objectContaining({ code: 'export-too-wide' }));
});
