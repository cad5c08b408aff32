import { afterAll, expect, it } from 'vitest';
import { fixture } from '../import.fixture.ts';
import { corpus, lines } from './corpus.fixture.ts';

const place = fixture();
afterAll(() => place.remove());

const first = '2026-03-23T14:05:00';
const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const stamp = (i: number): string => `2026-03-23 14:05:0${i}`;
const rows = (from: number, to: number): string[] => upTo(to - from).map((i) => `${stamp(from + i)};${100.5 + from + i};40.5`);

corpus('units that change within a file', place, [
  {
    title: 'in the row of units below a repeated header',
    content: lines('Time;p;T', ';bar;°C', ...rows(0, 4), 'Time;p;T', ';psi;°F', ...rows(4, 8)),
    refused: { code: 'import-not-understood', says: /line 8.*units/i },
  },
  {
    title: 'in the brackets of a repeated header',
    content: lines('Time;p [bar];T [°C]', ...rows(0, 4), 'Time;p [psi];T [°F]', ...rows(4, 8)),
    refused: { code: 'import-not-understood', says: /line 6 is a header with other columns/i },
  },
  {
    title: 'in the unit column of a long table: converted',
    content: lines(
      'Tag;Time;Value;Unit',
      ...upTo(3).map((i) => `p;${stamp(i)};${100.5 + i};bar`),
      ...upTo(3).map((i) => `p;${stamp(3 + i)};1000;psi`),
    ),
    truth: {
      first,
      channels: [['p', 'bar', [100.5, 101.5, 102.5, 68.9475729317, 68.9475729317, 68.9475729317]]],
      report: { layout: 'long' },
    },
  },
  {
    title: 'in the unit column of a long table, to another quantity: no value',
    content: lines('Tag;Time;Value;Unit', ...upTo(3).map((i) => `p;${stamp(i)};${100.5 + i};bar`), `p;${stamp(3)};1000;°C`),
    truth: { first, channels: [['p', 'bar', [100.5, 101.5, 102.5]]], rejected: [[5, 'invalid-value']], report: { layout: 'long' } },
  },
  {
    title: 'behind the values of a long table: converted',
    content: lines(
      'Tag;Time;Value',
      ...upTo(3).map((i) => `p;${stamp(i)};${100.5 + i} bar`),
      ...upTo(2).map((i) => `p;${stamp(3 + i)};1000 psi`),
    ),
    truth: { first, channels: [['p', 'bar', [100.5, 101.5, 102.5, 68.9475729317, 68.9475729317]]], report: { layout: 'long' } },
  },
  {
    title: 'between two blocks of one channel',
    content: lines(
      'Channel: p',
      'Time [s];Value [bar]',
      ...upTo(4).map((i) => `${i};${100.5 + i}`),
      'Channel: q',
      'Time [s];Value [l/min]',
      ...upTo(4).map((i) => `${i};${30.5 + i}`),
      'Channel: p',
      'Time [s];Value [psi]',
      ...upTo(4).map((i) => `${4 + i};${1000.5 + i}`),
    ),
    refused: { code: 'import-not-understood', says: /"p".*bar.*psi/ },
  },
]);

it('the same columns in other units in a second file are each read in their own', async () => {
  const one = lines('Time;p [bar]', ...upTo(4).map((i) => `${stamp(i)};100.5`));
  const two = lines('Time;p [psi]', ...upTo(4).map((i) => `${stamp(5 + i)};1000`));
  const { recordings } = await place.importTexts({ 'a.csv': one, 'b.csv': two });
  const channels = recordings.flatMap(({ result }) => result.report.channels);
  expect(Math.max(...channels.map(({ max }) => max ?? 0))).toBe(100.5);
  expect(Math.min(...channels.map(({ min }) => min ?? 0))).toBeCloseTo(68.9475729317, 9);
});
