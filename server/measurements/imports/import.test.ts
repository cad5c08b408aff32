import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { fixture } from './import.fixture.ts';
import { detectFiles } from './import.runner.ts';

const place = fixture();
afterAll(() => place.remove());

const stamp = (second: number): string => new Date(Date.UTC(2025, 0, 1) + second * 1000).toISOString().slice(0, 19).replace('T', ' ');
const header = 'time;p [bar];q [l/min]';
const row = (second: number): string => `${stamp(second)};${(100 + (second % 7)).toFixed(2)};${(5 + (second % 3)).toFixed(3)}`;
const rows = (count: number): string[] => Array.from({ length: count }, (_, second) => row(second));
const file = (lines: readonly string[]): string => `${[header, ...lines].join('\n')}\n`;
const reasons = (report: { rejected: readonly { line: number; reason: string }[] }): string[] =>
  report.rejected.map(({ line, reason }) => `${line} ${reason}`);

describe('a table', () => {
  it.each([
    ['comma and point', 'time,p [bar]\n2025-01-01 00:00:00,1.5\n2025-01-01 00:00:01,2.25\n'],
    ['tab and comma', 'time\tp [bar]\n01.01.2025 00:00:00\t1,5\n01.01.2025 00:00:01\t2,25\n'],
    ['pipe, BOM and CRLF', '\ufefftime|p (bar)\r\n2025-01-01T00:00:00.000|1.5\r\n2025-01-01T00:00:01.000|2.25\r\n'],
    ['units in the second row', 'time;p\n;bar\n2025-01-01 00:00:00;1,5\n2025-01-01 00:00:01;2,25\n'],
    ['date and clock in two columns', 'Datum;Uhrzeit;p [bar]\n01.01.2025;00:00:00;1,5\n01.01.2025;00:00:01;2,25\n'],
    ['epoch seconds', 'time,p [bar]\n1735689600,1.5\n1735689601,2.25\n'],
    ['epoch microseconds', 'ts,p [bar]\n1735689600000000,1.5\n1735689601000000,2.25\n'],
    ['epoch nanoseconds', 'ts,p [bar]\n1735689600000000000,1.5\n1735689601000000000,2.25\n'],
    ['trailing delimiters', 'time;p [bar];\n2025-01-01 00:00:00;1.5;\n2025-01-01 00:00:01;2.25;\n'],
    ['quoted cells', '"time";"p [bar]"\n"2025-01-01 00:00:00";"1.5"\n"2025-01-01 00:00:01";"2.25"\n'],
    ['kPa', 'time;p [kPa]\n2025-01-01 00:00:00;150\n2025-01-01 00:00:01;225\n'],
  ])('with %s is read', async (_, text) => {
    const { series, report, startMs } = await place.importText(text);
    expect(startMs).toBe(Date.UTC(2025, 0, 1));
    expect(report.acceptedRows).toBe(2);
    expect(report.channels).toMatchObject([{ name: 'p', unit: 'bar', valid: 2, min: 1.5, max: 2.25 }]);
    expect(series.timeBases[0]).toMatchObject({ count: 2, lastMs: Date.UTC(2025, 0, 1, 0, 0, 1) });
  });

  it('with relative seconds has a relative clock and no invented date', async () => {
    const { clock, startMs, report } = await place.importText('Zeit [s];p [bar]\n0,00;1,5\n0,01;2,5\n0,02;3,5\n');
    expect({ clock, startMs }).toEqual({ clock: 'relative', startMs: 0 });
    expect(report).toMatchObject({ first: null, last: null, interval_s: 0.01, time: { format: 'relative-seconds' } });
  });

  it('without a zone is read in the site’s zone, and the report says so', async () => {
    const { startMs, report } = await place.importText(file(rows(3)), { siteZone: 'Europe/Berlin' });
    expect(startMs).toBe(Date.UTC(2024, 11, 31, 23));
    expect(report).toMatchObject({
      first: '2025-01-01T00:00:00',
      time: { zone: null, zoneFrom: 'unspecified', appliedZone: 'Europe/Berlin' },
    });
    expect(report.notes.join(' ')).toContain('Europe/Berlin');
  });

  it('whose clock ran over the end of summer time has no gap and no duplicates', async () => {
    const clocks = ['01:59:58', '01:59:59', ...['02:00:00', '02:30:00', '02:59:59', '02:00:00', '02:30:00', '02:59:59'], '03:00:00'];
    const text = `time;p [bar]\n${clocks.map((clock) => `26.10.2025 ${clock};1,5`).join('\n')}\n`;
    const { report, series } = await place.importText(text, { siteZone: 'Europe/Berlin' });
    expect(report).toMatchObject({ acceptedRows: 9, rejectedRows: 0, outOfOrderRows: 0 });
    expect(series.timeBases[0]!.lastMs - series.timeBases[0]!.firstMs).toBe(2 * 3_600_000 + 2_000);
  });

  it('with a time that the zone skips asks for the zone', async () => {
    const text = 'time;p [bar]\n30.03.2025 01:59:59;1,5\n30.03.2025 02:00:00;1,5\n';
    await expect(place.importText(text, { siteZone: 'Europe/Berlin' })).rejects.toMatchObject({
      code: 'import-needs-answers',
      extra: { questions: [{ id: 'zone' }] },
    });
    const { report } = await place.importText(text, { siteZone: 'Europe/Berlin', answers: { zone: 'UTC' } });
    expect(report).toMatchObject({ acceptedRows: 2, first: '2025-03-30T01:59:59Z', time: { zoneFrom: 'answer' } });
  });

  it('without units is asked about, and an answer settles it', async () => {
    const text = 'time;pump;flow\n2025-01-01 00:00:00;1.5;2\n2025-01-01 00:00:01;2.25;2\n';
    await expect(place.importText(text)).rejects.toMatchObject({ extra: { questions: [{ id: 'unit', about: ['pump', 'flow'] }] } });
    const { report } = await place.importText(text, { answers: { unit: { pump: 'psi', flow: null } } });
    expect(report.channels.map(({ unit }) => unit)).toEqual(['bar', '']);
  });
});

describe('rows', () => {
  it('that are damaged are rejected with line and reason, the others stay', async () => {
    const lines = rows(12);
    lines[2] = `${row(2)};9`;
    lines[3] = `${stamp(3)};100.00`;
    lines[4] = '2025-13-45 00:00:00;100.00;5.000';
    lines[5] = header;
    lines[6] = row(6).replace('0', '\u0000');
    lines[7] = row(1);
    lines[8] = `${stamp(0)};999.00;5.000`;
    const { report } = await place.importText(file(lines));
    expect(reasons(report)).toEqual([
      '4 field-count',
      '5 field-count',
      '6 bad-time',
      '7 repeated-header',
      '8 nul-byte',
      '9 duplicate',
      '10 conflicting-duplicate',
    ]);
    expect(report).toMatchObject({ acceptedRows: 5, rejectedRows: 7, rejectedByReason: { 'field-count': 2 } });
    expect(place.rejectedText().split('\r\n')).toHaveLength(9);
  });

  it('out of order are accepted and sorted, wherever they come from', async () => {
    const lines = rows(1000);
    const shuffled = [...lines.slice(500), ...lines.slice(0, 500).reverse()];
    const { report, series } = await place.importText(file(shuffled));
    expect(report).toMatchObject({ acceptedRows: 1000, rejectedRows: 0, outOfOrderRows: 500 });
    expect(series.timeBases[0]).toMatchObject({ intervalMs: 1000, gaps: 0 });
    const ordered = place.seriesBytes();
    await place.importText(file(lines));
    expect(place.seriesBytes().equals(ordered)).toBe(true);
  });

  it('of more than a megabyte are rejected and the next line is read', async () => {
    const lines = rows(5);
    lines[2] = `${stamp(2)};${'1'.repeat(3_000_000)};5.000`;
    const { report } = await place.importText(file(lines));
    expect(reasons(report)).toEqual(['4 overlong-line']);
    expect(report.acceptedRows).toBe(4);
  });

  it('cut off at the end of the file are rejected, complete ones without an end of line are not', async () => {
    const whole = file(rows(5)).slice(0, -1);
    expect((await place.importText(whole)).report.acceptedRows).toBe(5);
    for (const cut of [1, 2, 4, 6, 10, 20]) {
      const { report } = await place.importText(whole.slice(0, -cut));
      expect(reasons(report), `cut by ${cut}`).toEqual(['6 truncated']);
    }
  });

  it('of words at the end are a footer, and formulas in the rejected list are harmless', async () => {
    const { report } = await place.importText(file([...rows(3), '', 'Min;1;2', '=cmd();1;2']));
    expect(reasons(report)).toEqual(['6 footer', '7 footer']);
    expect(place.rejectedText()).toContain(`"'=cmd();1;2"`);
  });

  it('are the same across block borders: a big file equals its naive reading', async () => {
    const count = 120_000;
    const { report, series } = await place.importText(file(rows(count)));
    expect(report).toMatchObject({ acceptedRows: count, rejectedRows: 0 });
    const read = place.series();
    const values = read.readValues(0, 0, 0, count);
    for (let second = 0; second < count; second++)
      if (values[second] !== 100 + (second % 7)) throw new Error(`row ${second} is ${values[second]}`);
    read.close();
    expect(series.timeBases[0]).toMatchObject({ count, intervalMs: 1000 });
  });
});

describe('an import', () => {
  it('is refused when most lines make no sense', async () => {
    const lines = rows(10).map((line, i) => (i > 2 ? 'what is this' : line));
    await expect(place.importText(file([...lines, ...rows(2)]))).rejects.toMatchObject({ code: 'import-not-understood' });
  });

  it('is refused when the file is larger than the limit, also unpacked', async () => {
    const text = file(rows(100_000));
    await expect(place.importText(text, { maxBytes: 1_000_000 })).rejects.toMatchObject({ code: 'import-too-large' });
    const packed = gzipSync(text);
    expect(packed.length).toBeLessThan(1_000_000);
    await expect(place.importText(packed, { maxBytes: 1_000_000 })).rejects.toMatchObject({ code: 'import-too-large' });
  });

  it('of a damaged gzip is refused in words', async () => {
    const packed = gzipSync(file(rows(100_000)));
    await expect(place.importText(packed.subarray(0, packed.length >> 1))).rejects.toMatchObject({ code: 'import-not-understood' });
  });

  it('that is cancelled stops and leaves nothing', async () => {
    const empty = fixture();
    const path = join(empty.folder, 'in.csv');
    writeFileSync(path, file(rows(200_000)));
    const abort = new AbortController();
    let reports = 0;
    const running = empty.importFiles([path], { signal: abort.signal, onProgress: () => ++reports === 2 && abort.abort() });
    await expect(running).rejects.toThrow(/abort/i);
    expect(existsSync(join(empty.folder, 'out.sgs'))).toBe(false);
    expect(readdirSync(empty.folder)).toEqual(['in.csv']);
    empty.remove();
  });

  it('of the same bytes writes the same bytes', async () => {
    await place.importText(file(rows(70_000)));
    const first = place.seriesBytes();
    await place.importText(file(rows(70_000)));
    expect(place.seriesBytes().equals(first)).toBe(true);
  });

  it('can be looked at first: the preview has the recipe and imports nothing', async () => {
    const empty = fixture();
    const path = join(empty.folder, 'in.csv');
    writeFileSync(path, file(rows(3)));
    const { recipe, verdict } = await detectFiles({
      files: [{ path, name: 'in.csv', sha256: '', bytes: file(rows(3)).length }],
      answers: {},
    });
    expect({ verdict, layout: recipe?.layout }).toEqual({ verdict: 'ok', layout: 'wide' });
    expect(readdirSync(empty.folder)).toEqual(['in.csv']);
    empty.remove();
  });
});
