import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Fixture, fixture } from '../import.fixture.ts';
import { channelQuality } from './channel-quality.ts';

let at: Fixture;
beforeEach(() => {
  at = fixture();
});
afterEach(() => at.remove());

const stamp = (ms: number) => new Date(Date.UTC(2026, 0, 5, 6) + ms).toISOString().replace('T', ' ').slice(0, 23);
const table = (header: string, rows: readonly string[]) => `${header}\n${rows.join('\n')}\n`;

test('gaps are counted, the longest is named, and a clock that was set in a pause is a shift', async () => {
  const times = [...Array(60).keys()].map((i) => i * 1000 + (i >= 20 ? 30_000 : 0) + (i >= 40 ? 10_400 : 0));
  const { report } = await at.importText(
    table(
      'time;p [bar]',
      times.map((ms, i) => `${stamp(ms)};${100 + i}`),
    ),
  );
  expect(report.timing).toEqual({
    gaps: {
      count: 2,
      longest_s: 31,
      first: [
        { channel: null, from_s: 19, length_s: 31 },
        { channel: null, from_s: 69, length_s: 11.4 },
      ],
    },
    clockShifts: [{ kind: 'grid', at_s: 80.4, shift_s: expect.closeTo(0.4, 9) }],
  });
});

test('the end of summer time is a jump of the wall clock, not a gap', async () => {
  const rows = [...Array(180).keys()].map((i) => new Date(Date.UTC(2025, 9, 25, 23, 0) + i * 60_000));
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short', timeStyle: 'medium' });
  const text = table(
    'time;p [bar]',
    rows.map((row, i) => `${local.format(row)};${100 + i}`),
  );
  const { report } = await at.importText(text, { siteZone: 'Europe/Berlin' });
  expect(report.acceptedRows).toBe(180);
  expect(report.timing).toEqual({
    gaps: { count: 0, longest_s: 0, first: [] },
    clockShifts: [{ kind: 'summer-time', at_s: 7200, shift_s: -3600 }],
  });
});

test('each channel gets a word of NE 107 with its reasons', async () => {
  const rows = [...Array(100).keys()].map((i) => {
    const cells = [100 + i, i % 10 === 0 ? 'OL' : 20 + i, 7, i === 50 ? 9999 : 40, i % 4 === 0 ? '' : 5 + i, i % 10 === 0 ? 3 + i : ''];
    return `${stamp(i * 1000)};${cells.join(';')}`;
  });
  const header = 'time;good [bar];words [l/min];flat [bar];broken [°C];holes [bar];slow [bar]';
  const { report } = await at.importText(table(header, rows));
  const words = Object.fromEntries(report.channels.map(({ name, quality }) => [name, [quality?.status, quality?.reasons]]));
  expect(words).toEqual({
    good: ['good', []],
    words: ['out-of-specification', [{ code: 'words', count: 10 }]],
    flat: ['check-function', [{ code: 'constant', value: 7 }]],
    broken: ['out-of-specification', [{ code: 'impossible', value: 9999 }]],
    holes: ['check-function', [{ code: 'missing', share: 0.25 }]],
    slow: ['good', []],
  });
});

test('a channel without one valid value has failed', () => {
  const channel = { name: 'a', column: 2, unitWritten: 'bar', unit: 'bar', interval_s: null, valid: 0, missingBlank: 9, missingText: 0 };
  const quality = channelQuality({ ...channel, min: null, max: null, mean: null }, { interval_s: 1, acceptedRows: 9, layout: 'wide' });
  expect(quality).toEqual({ status: 'failure', reasons: [{ code: 'no-values' }] });
});
