import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { detect } from '../detections/detection.ts';
import type { DecimalMark, TableRecipe } from '../import.types.ts';
import { RejectedRows } from '../quality/rejected-rows.ts';
import { RowStore } from './row-store.ts';
import { TableParser } from './table-parser.ts';

const folder = mkdtempSync(join(tmpdir(), 'sightglass-parser-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const baseText = 'time;p [bar]\n2025-01-01 00:00:00;1.5\n2025-01-01 00:00:01;2.5\n';
const base = detect({ head: Buffer.from(baseText), name: 'x.csv', size: baseText.length }).recipe as TableRecipe;

/** Parses cells, one per row, as one channel. */
function parseCells(cells: readonly string[], marks: { decimalMark?: DecimalMark; thousandsMark?: string | null } = {}) {
  const recipe: TableRecipe = { ...base, firstDataLine: 1, headerTexts: [], ...marks };
  const store = new RowStore(1, 1e8);
  const rejected = new RejectedRows(join(folder, 'rejected.csv'));
  const parser = new TableParser({ recipe, store, rejected, clock: null });
  const stamp = (row: number): string => new Date(Date.UTC(2025, 0, 1) + row * 1000).toISOString().slice(0, 19).replace('T', ' ');
  const bytes = Buffer.from(`${cells.map((cell, row) => `${stamp(row)};${cell}`).join('\n')}\n`);
  parser.parse(bytes, 0, bytes.length);
  rejected.finish(parser.lastAcceptedLine);
  const [block] = [...store.take(true)];
  return { values: Array.from(block?.columns[0]?.subarray(0, block.rows) ?? []), parser, rejected };
}

describe('numbers in a table', () => {
  it('are what Number() makes of the same text, bit for bit', () => {
    const decimal = fc.tuple(fc.maxSafeInteger(), fc.integer({ min: 0, max: 20 })).map(([digits, point]) => {
      const text = String(Math.abs(digits)).padStart(point + 1, '0');
      return `${digits < 0 ? '-' : ''}${text.slice(0, text.length - point)}${point === 0 ? '' : `.${text.slice(text.length - point)}`}`;
    });
    const double = fc.double({ noNaN: true, noDefaultInfinity: true });
    const number = fc.oneof(
      decimal,
      double.map(String),
      double.map((value) => value.toExponential()),
      fc.integer().map(String),
    );
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 50 }), (cells) => {
        expect(parseCells(cells).values).toEqual(cells.map(Number));
      }),
      { numRuns: 300 },
    );
  });

  it('with a decimal comma are the same numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 20 }), (numbers) => {
        const cells = numbers.map((value) => String(value).replace('.', ','));
        expect(parseCells(cells, { decimalMark: ',' }).values).toEqual(cells.map((cell) => Number(cell.replace(',', '.'))));
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    '12_5',
    '0x1F',
    '1e400',
    'NaN',
    'inf',
    'Infinity',
    '-',
    '+',
    '.',
    '1.2.3',
    '1,5',
    '--5',
    'OL',
    '---',
    'n/a',
    '#WERT!',
    '1.#INF',
    '1e',
    'e5',
    '1 2',
    '"',
  ])('%s is a missing value, not a number', (cell) => {
    const { values, parser } = parseCells(['1.5', cell, '2.5']);
    expect(values).toEqual([1.5, Number.NaN, 2.5]);
    expect(parser.missingText[0]).toBe(1);
  });

  it.each([
    ['"1.5"', 1.5],
    [' 1.5 ', 1.5],
    ['+1.5', 1.5],
    ['5.', 5],
    ['.5', 0.5],
    ['-0', -0],
    ['1.6936E+02', 169.36],
    ['123456789012345678', 123456789012345680],
  ])('%s is %d', (cell, value) => {
    expect(parseCells([cell]).values).toEqual([value]);
  });

  it('thousands are read only where they stand in groups of three', () => {
    const { values } = parseCells(['"2,485.7"', '"1,234,567.5"', '12,34.5'], { thousandsMark: ',' });
    expect(values).toEqual([2485.7, 1_234_567.5, Number.NaN]);
  });

  it('a blank cell is missing and counted as blank', () => {
    const { values, parser } = parseCells(['', '""', '  ']);
    expect(values).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(parser.missingBlank[0]).toBe(3);
  });

  it('a stray quote costs one cell, not the rest of the file', () => {
    expect(parseCells(['"1.5', '2.5', '3.5']).values).toEqual([Number.NaN, 2.5, 3.5]);
  });
});
