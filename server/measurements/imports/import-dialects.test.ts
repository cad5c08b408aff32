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

const english = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const french = ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.'];

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
  named: { header: ['Timestamp'], cells: (d) => [`${day(d)}-${english[d.getUTCMonth()]}-${d.getUTCFullYear()} ${clock(d)}`] },
  french: { header: ['Horodatage'], cells: (d) => [`${day(d)} ${french[d.getUTCMonth()]} ${d.getUTCFullYear()} ${clock(d)}`] },
  compact: { header: ['time'], cells: (d) => [`${d.getUTCFullYear()}${month(d)}${day(d)}T${clock(d).replaceAll(':', '')}`] },
  colonMilliseconds: { header: ['Zeit'], cells: (d) => [`${d.getUTCFullYear()}-${month(d)}-${day(d)} ${clock(d)}:000`] },
  dots: { header: ['Datum', 'Zeit'], cells: (d) => [`${day(d)}.${month(d)}.${d.getUTCFullYear()}`, clock(d).replaceAll(':', '.')] },
  utc: { header: ['time'], cells: (d) => [`${d.getUTCFullYear()}-${month(d)}-${day(d)} ${clock(d)} UTC`] },
  apart: { header: ['Date', 'Time', 'ms'], cells: (d) => [`${d.getUTCFullYear()}/${month(d)}/${day(d)}`, clock(d), '000'] },
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
  eol: fc.constantFrom('\n', '\r\n', '\r'),
  /** Beside the channels: a status, a serial number, or nothing. Below the header: ranges, types, or nothing. */
  extra: fc.constantFrom('', 'status', 'serial'),
  below: fc.constantFrom('', 'ranges', 'types'),
  cellUnits: fc.boolean(),
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
  const more = (text: string): readonly string[] => (d.extra === '' ? [] : [text]);
  const extraName = d.extra === 'status' ? 'Ventil' : 'Seriennummer';
  const below = { '': [], ranges: [['Bereich', '400', '120']], types: [['', 'REAL', 'REAL']] }[d.below];
  const names = [
    ...(d.unitsRow
      ? [line([...header, 'Druck Pumpe', 'Öltemperatur', ...more(extraName)]), line([...header.map(() => ''), 'bar', '°C', ...more('')])]
      : [line([...header, 'Druck Pumpe [bar]', 'Öltemperatur [°C]', ...more(extraName)])]),
    ...below.map(([label = '', ...texts]) => line([label, ...header.slice(1).map(() => ''), ...texts, ...more('')])),
  ];
  const value = (scaled: number, unit: string): string => numberText(scaled, d) + (d.cellUnits ? ` ${unit}` : '');
  const rows = Array.from({ length: ROWS }, (_, i) =>
    line([
      ...cells(new Date(START + i * 1000), d.decimal),
      value(d.numbers[i * 2]!, 'bar'),
      value(d.numbers[i * 2 + 1]!, '°C'),
      ...more(d.extra === 'status' ? (i % 3 === 0 ? 'EIN' : 'AUS') : 'SN-4711'),
    ]),
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
    const asked: string[] = [];
    await fc.assert(
      fc.asyncProperty(dialect, async (d) => {
        const result = await place.importText(write(d)).catch((error: unknown) => error);
        if (result instanceof Error) {
          expect(result).toBeInstanceOf(Problem);
          const { numbers, ...how } = d;
          asked.push(`${(result as Problem).detail} ${JSON.stringify(how)} ${numbers.length}`);
          return;
        }
        imported++;
        const { report, startMs } = result as Awaited<ReturnType<typeof place.importText>>;
        expect({ rows: report.acceptedRows, rejected: report.rejected, startMs }).toEqual({ rows: ROWS, rejected: [], startMs: START });
        for (const [c, channel] of report.channels.slice(0, 2).entries()) {
          const values = d.numbers.filter((_, i) => i % 2 === c).map((scaled) => scaled / 10 ** d.decimals);
          expect(channel.valid).toBe(ROWS);
          expect([channel.min, channel.max]).toEqual([Math.min(...values), Math.max(...values)]);
          expect(channel.unit).toBe(['bar', '°C'][c]);
        }
        expect(report.channels).toHaveLength(d.extra === 'status' ? 3 : 2);
        if (d.extra === 'status') expect(report.channels[2]).toMatchObject({ name: 'Ventil', min: 0, max: 1, valid: ROWS });
      }),
      { numRuns: RUNS, seed: 7 },
    );
    // Nothing in these dialects is open: they are read, not asked about.
    expect(asked).toEqual([]);
    expect(imported).toBe(RUNS);
  }, 60_000);
});
