import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvWriter } from './csv-rows.ts';
import type { ColumnKind, ExportedTable } from './exported-table.ts';

const kinds: ColumnKind[] = ['text', 'json', 'integer', 'number', 'boolean', 'text', ...Array.from({ length: 30 }, () => 'text' as const)];
const table: ExportedTable = {
  ...{ name: 'test', dataset: 'audit', table: 'test', key: ['c0'], pageRows: 10 },
  columns: Object.fromEntries(kinds.map((kind, i) => [`c${i}`, kind])),
};

/** Word by word what RFC 4180 and the rule against formulas ask for. */
function cellOf(kind: ColumnKind, value: unknown): string {
  if (value === null) return '';
  const text = kind === 'boolean' ? (value ? 'true' : 'false') : String(value);
  if (kind !== 'text' && (kind !== 'json' || text === '')) return text;
  const quoted = (one: string) => `"${one.replaceAll('"', '""')}"`;
  if (kind === 'json' && (text.startsWith('{') || text.startsWith('['))) return quoted(text);
  const safe = /^[\s"']*[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(safe) ? quoted(safe) : safe;
}

const words = fc.constantFrom(
  '',
  'plain',
  '=1+1',
  '-5 bar',
  ' =x',
  '＝x',
  'a,b',
  'say "x"',
  'two\r\nlines',
  'end ',
  '\u00a0nbsp',
  'µm',
  "'tis",
);
const text = fc.oneof(words, fc.string({ unit: 'binary', maxLength: 20 }), fc.string({ unit: 'grapheme', maxLength: 20 }), fc.uuid());
const halves = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 }).map((codes) => String.fromCharCode(...codes));
const nullable = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });
const row = fc.tuple(
  ...[
    nullable(fc.oneof(text, halves)),
    nullable(
      fc.oneof(
        fc.json(),
        text,
        halves.map((one) => `{${one}}`),
      ),
    ),
  ],
  ...[nullable(fc.integer()), nullable(fc.double({ noNaN: true })), nullable(fc.boolean()), nullable(text)],
  ...Array.from({ length: 30 }, () => nullable(fc.constantFrom('', 'x', 'long '.repeat(50)))),
);

it('rows are written as their rule says, byte by byte, whatever stands in them', () => {
  const write = csvWriter(table);
  fc.assert(
    fc.property(fc.array(row, { maxLength: 5 }), (rows) => {
      const secret = /password|passphrase|secret|token|private.?key|cookie/i;
      fc.pre(!rows.some((cells) => secret.test(String(cells[1]))));
      const wanted = rows.map((cells) => `${kinds.map((kind, i) => cellOf(kind, cells[i])).join(',')}\r\n`).join('');
      expect(Buffer.from(write(rows)).equals(Buffer.from(wanted))).toBe(true);
    }),
    { numRuns: 400 },
  );
});

it('a page that is larger than the memory at hand is whole', () => {
  const cells = kinds.map((kind, i) => (kind === 'text' ? `${i} ${'ü'.repeat(40_000)}` : null));
  const rows = Array.from({ length: 3 }, () => cells);
  const wanted = rows.map((one) => `${kinds.map((kind, i) => cellOf(kind, one[i])).join(',')}\r\n`).join('');
  expect(Buffer.from(csvWriter(table)(rows)).equals(Buffer.from(wanted))).toBe(true);
});
