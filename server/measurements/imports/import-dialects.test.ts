import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { Problem } from '../../platform/problem.ts';
import { fixture } from './import.fixture.ts';

const place = fixture();
afterAll(() => place.remove());

const START = Date.UTC(2025, 4, 14, 22, 50, 0);
const ROWS = 40;
const RUNS = 80;

const two = (value: number): string => String(value).padStart(2, '0');
const clock = (d: Date): string => `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}`;
const day = (d: Date): string => two(d.getUTCDate());
const month = (d: Date): string => two(d.getUTCMonth() + 1);

/** How a logger might write an instant; the cells hold no delimiter but a blank. */
const times: Readonly<Record<string, { header: readonly string[]; cells(d: Date, decimal: string): readonly string[] }>> = {
  iso: { header: ['time'], cells: (d) => [`${d.getUTCFullYear()}-${month(d)}-${day(d)}T${clock(d)}`] },
  offset: { header: ['ts'], cells: (d) => [`${d.getUTCFullYear()}-${month(d)}-${day(d)} ${clock(d)}+00:00`] },
  german: { header: ['Datum', 'Uhrzeit'], cells: (d) => [`${day(d)}.${month(d)}.${d.getUTCFullYear()}`, clock(d)] },
  short: { header: ['Zeit'], cells: (d) => [`${day(d)}.${month(d)}.${d.getUTCFullYear() % 100} ${clock(d)}`] },
  american: {
    header: ['Time'],
    cells: (d) => {
      const hour = d.getUTCHours();
      return [
        `${month(d)}/${day(d)}/${d.getUTCFullYear()} ${hour % 12 === 0 ? 12 : hour % 12}:${clock(d).slice(3)} ${hour < 12 ? 'AM' : 'PM'}`,
      ];
    },
  },
  seconds: { header: ['epoch'], cells: (d) => [String(d.getTime() / 1000)] },
  milliseconds: { header: ['Timestamp'], cells: (d) => [String(d.getTime())] },
  days: { header: ['Zeitpunkt'], cells: (d, decimal) => [(d.getTime() / 86_400_000 + 25_569).toFixed(10).replace('.', decimal)] },
};

const metadata: readonly (readonly string[])[] = [
  [],
  ['# Logger 7', '# job: night'],
  ['Prüfer: M. Weiß', 'Datum des Exports: 01.02.2024 08:00:00', 'Bemerkung: a,b;c', '', 'Kanäle: 3', 'Grenzwerte: 180,0; 10,5; 60'],
];

const dialect = fc.record({
  time: fc.constantFrom(...Object.keys(times)),
  delimiter: fc.constantFrom(';', '\t', '|', ','),
  decimal: fc.constantFrom('.', ','),
  thousands: fc.constantFrom('', 'point', '\u202f', '\u00a0', ' ', "'"),
  encoding: fc.constantFrom('utf8', 'utf8-bom', 'utf16le', 'utf16le-bare', 'utf16be', 'latin1'),
  eol: fc.constantFrom('\n', '\r\n'),
  quotes: fc.boolean(),
  unitsRow: fc.boolean(),
  trailing: fc.boolean(),
  endOfLine: fc.boolean(),
  sign: fc.constantFrom('before', 'behind'),
  notes: fc.constantFrom(...metadata),
  decimals: fc.integer({ min: 1, max: 4 }),
  numbers: fc.array(fc.integer({ min: -2_999_999, max: 2_999_999 }), { minLength: ROWS * 2, maxLength: ROWS * 2 }),
});
type Dialect = typeof dialect extends fc.Arbitrary<infer T> ? T : never;

function numberText(scaled: number, { decimal, thousands, sign, decimals }: Dialect): string {
  const digits = String(Math.abs(scaled)).padStart(decimals + 1, '0');
  const mark = thousands === 'point' ? (decimal === ',' ? '.' : ',') : thousands;
  const whole = digits.slice(0, -decimals).replace(/\B(?=(?:\d{3})+$)/g, mark);
  const text = `${whole}${decimal}${digits.slice(-decimals)}`;
  return scaled >= 0 ? text : sign === 'before' ? `-${text}` : `${text}-`;
}

function write(d: Dialect): Buffer {
  const { header, cells } = times[d.time]!;
  const cell = (text: string): string => (d.quotes || text.includes(d.delimiter) ? `"${text}"` : text);
  const end = d.trailing ? d.delimiter : '';
  const line = (texts: readonly string[]): string => texts.map(cell).join(d.delimiter) + end;
  const names = d.unitsRow
    ? [line([...header, 'Druck Pumpe', 'Öltemperatur']), line([...header.map(() => ''), 'bar', '°C'])]
    : [line([...header, 'Druck Pumpe [bar]', 'Öltemperatur [°C]'])];
  const rows = Array.from({ length: ROWS }, (_, i) =>
    line([...cells(new Date(START + i * 1000), d.decimal), numberText(d.numbers[i * 2]!, d), numberText(d.numbers[i * 2 + 1]!, d)]),
  );
  const text = [...d.notes, ...names, ...rows].join(d.eol) + (d.endOfLine ? d.eol : '');
  const wide = (marked: string): Buffer => Buffer.from(marked, 'utf16le');
  if (d.encoding === 'utf8') return Buffer.from(text);
  if (d.encoding === 'utf8-bom') return Buffer.from(`\ufeff${text}`);
  if (d.encoding === 'utf16le') return wide(`\ufeff${text}`);
  if (d.encoding === 'utf16le-bare') return wide(text);
  if (d.encoding === 'utf16be') return wide(`\ufeff${text}`).swap16();
  // Windows-1252 has no narrow no-break space.
  return Buffer.from(text.replaceAll('\u202f', '\u00a0'), 'latin1');
}

describe('a table in any dialect', () => {
  it('gives the same numbers at the same instants, or a question, never other ones', async () => {
    let imported = 0;
    let asked = 0;
    await fc.assert(
      fc.asyncProperty(dialect, async (d) => {
        const result = await place.importText(write(d)).catch((error: unknown) => error);
        if (result instanceof Error) {
          expect(result).toBeInstanceOf(Problem);
          asked++;
          return;
        }
        imported++;
        const { report, startMs } = result as Awaited<ReturnType<typeof place.importText>>;
        expect({ rows: report.acceptedRows, rejected: report.rejected, startMs }).toEqual({ rows: ROWS, rejected: [], startMs: START });
        for (const [c, channel] of report.channels.entries()) {
          const values = d.numbers.filter((_, i) => i % 2 === c).map((scaled) => scaled / 10 ** d.decimals);
          expect(channel.valid).toBe(ROWS);
          expect([channel.min, channel.max]).toEqual([Math.min(...values), Math.max(...values)]);
          expect(channel.unit).toBe(['bar', '°C'][c]);
        }
        expect(report.channels).toHaveLength(2);
      }),
      { numRuns: RUNS, seed: 7 },
    );
    // Nothing in these dialects is open: they are read, not asked about.
    expect({ imported, asked }).toEqual({ imported: RUNS, asked: 0 });
  }, 60_000);
});
