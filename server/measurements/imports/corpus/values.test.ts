import { afterAll, expect } from 'vitest';
import { fixture } from '../import.fixture.ts';
import { type CorpusFile, corpus, lines, NONE, type Truth } from './corpus.fixture.ts';

const place = fixture();
afterAll(() => place.remove());

/** One channel in bar beside a plain one that shows the decimal mark. */
function cells(
  title: string,
  written: readonly string[],
  values: readonly number[],
  more: { decimal?: ',' | '.'; before?: readonly string[]; header?: string; unit?: string; truth?: Partial<Truth> } = {},
): CorpusFile {
  const { decimal = '.', before = [], header = 'p [bar]', unit = 'bar' } = more;
  const plain = (i: number) => `${40 + i}${decimal}25`;
  const rows = written.map((cell, i) => `2026-01-03 08:15:${String(i).padStart(2, '0')}\t${cell}\t${plain(i)}`);
  const name = header.replace(/ ?[[(].*/, '');
  const channels = [
    [name, unit, values],
    ['T', '°C', written.map((_, i) => 40.25 + i)],
  ] as const;
  return {
    title,
    content: lines(...before, `time\t${header}\tT [°C]`, ...rows),
    truth: { first: '2026-01-03T08:15:00', channels, ...more.truth },
  };
}

corpus('values', place, [
  cells(
    'words for no value',
    ['1.5', 'OL', '---', 'n/a', 'Overrange', '1.#INF', '-1.#IND', 'NaN', 'Inf', '#WERT!', '?', '2.5'],
    [1.5, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, 2.5],
  ),
  cells(
    'Excel errors in three languages',
    ['1.5', '#NV', '#N/A', '#VALUE!', '#VALEUR!', '#ZAHL!', '#NOMBRE!', '2.5', '3.5', '4.5'],
    [1.5, NONE, NONE, NONE, NONE, NONE, NONE, 2.5, 3.5, 4.5],
  ),
  cells('plus signs, bare points, exponents', ['+1.5', '.5', '5.', '1E+03', '1.5e-3', '-2.5E0'], [1.5, 0.5, 5, 1000, 0.0015, -2.5]),
  cells('a minus sign of typographers', ['−1.5', '–2.5', '3.5', '−4.5'], [-1.5, -2.5, 3.5, -4.5]),
  cells('sign behind', ['1.5-', '2.5', '3.5+', '4.5-'], [-1.5, 2.5, 3.5, -4.5]),
  cells('a sign apart from its number', ['- 1.5', '+ 2.5', '3.5', '-  4.5'], [-1.5, 2.5, 3.5, -4.5]),
  cells('apostrophes between thousands', ["1'234.5", "2'345.25", '12.5', "1'234'567.5"], [1234.5, 2345.25, 12.5, 1234567.5]),
  cells('typographic apostrophes', ['1’234.5', '2’345.25', '12.5'], [1234.5, 2345.25, 12.5]),
  cells('thin and no-break spaces', ['1\u202f234,5', '2\u00a0345,25', '12,5'], [1234.5, 2345.25, 12.5], { decimal: ',' }),
  cells('points between thousands', ['1.234,5', '2.345,25', '12,5'], [1234.5, 2345.25, 12.5], { decimal: ',' }),
  cells('commas between thousands', ['1,234.5', '2,345.25', '12.5'], [1234.5, 2345.25, 12.5]),
  cells('its unit in the cell', ['1.5 bar', '2.5bar', '3.5 bar'], [1.5, 2.5, 3.5]),
  cells('its unit in the cell and not in the header', ['1000 psi', '1010 psi', '990 psi'], [68.94757293168, 69.637048661, 68.2580972024], {
    header: 'Pump',
  }),
  cells(
    'another unit in one cell is converted',
    ['1.5 bar', '2.5 bar', '3.5 bar', '36 psi', '4.5 bar', '5.5 bar'],
    [1.5, 2.5, 3.5, 2.48211262554, 4.5, 5.5],
  ),
  cells('percent signs', ['45%', '46.5 %', '47%'], [45, 46.5, 47], { header: 'valve', unit: '%' }),
  cells('below and above the range', ['1.5', '<0.1', '>400', '2.5', '3.5'], [1.5, NONE, NONE, 2.5, 3.5]),
  cells('a code that the file declares', ['1.5', '-9999', '2.5'], [1.5, NONE, 2.5], { before: ['Missing value: -9999'] }),
  cells('a code that nobody declared is kept, with a warning', ['1.5', '-9999', '2.5', '-9999', '3.5'], [1.5, -9999, 2.5, -9999, 3.5], {
    truth: { notes: /-9999/ },
  }),
  cells('9.9E37 is kept, with a warning', ['1.5', '9.9E37', '2.5', '3.5'], [1.5, 9.9e37, 2.5, 3.5], { truth: { notes: /9\.9e\+?37/i } }),
  cells('32767 is kept, with a warning', ['1.5', '32767', '2.5', '32767', '3.5'], [1.5, 32767, 2.5, 32767, 3.5], {
    truth: { notes: /32767/ },
  }),
  cells('quoted numbers with blanks', ['" 1.5"', '"2.5 "', ' 3.5 '], [1.5, 2.5, 3.5]),
  {
    title: 'thousands or decimals, when nothing tells',
    content: lines('time;P [W]', '2026-01-03 08:15:00;950', '2026-01-03 08:15:01;1.020', '2026-01-03 08:15:02;1.100'),
    asks: ['decimal-mark'],
    answers: { 'decimal-mark': ',' },
    truth: { first: '2026-01-03T08:15:00', channels: [['P', 'W', [950, 1020, 1100]]], report: { thousandsMark: '.' } },
  },
  {
    title: 'thousands are plain when another number shows the decimal mark',
    content: lines('Zeit;P [W];p [bar]', '2026-01-03 08:15:00;950;1,5', '2026-01-03 08:15:01;1.020;1,5', '2026-01-03 08:15:02;1.100;1,5'),
    truth: {
      first: '2026-01-03T08:15:00',
      channels: [
        ['P', 'W', [950, 1020, 1100]],
        ['p', 'bar', [1.5, 1.5, 1.5]],
      ],
    },
  },
  {
    title: 'decimal points in one column and commas in the other are refused',
    content: lines('time;a [bar];b [bar]', '2026-01-03 08:15:00;1.5;2,5', '2026-01-03 08:15:01;1.5;2,5', '2026-01-03 08:15:02;1.5;2,5'),
    refused: { code: 'import-not-understood', says: /decimal point.*decimal comma/ },
  },
]);

const units: readonly (readonly [written: string, canonical: string, value: number])[] = [
  ['psi', 'bar', 6.894757293168],
  ['MPa', 'bar', 1000],
  ['kPa', 'bar', 1],
  ['mbar', 'bar', 0.1],
  ['bar(g)', 'bar', 100],
  ['bar(a)', 'bar abs', 100],
  ['kp/cm²', 'bar', 98.0665],
  ['at', 'bar', 98.0665],
  ['atm', 'bar', 101.325],
  ['inHg', 'bar', 3.38638866667],
  ['mmHg', 'bar', 0.133322387415],
  ['Torr', 'bar', 0.133322368421],
  ['gpm', 'l/min', 378.5411784],
  ['Imp gpm', 'l/min', 454.609],
  ['cfm', 'l/min', 2831.6846592],
  ['m³/h', 'l/min', 1666.66666667],
  ['l/h', 'l/min', 1.66666666667],
  ['ml/min', 'l/min', 0.1],
  ['cm³/min', 'l/min', 0.1],
  ['in³/min', 'l/min', 1.6387064],
  ['°F', '°C', 37.7777777778],
  ['K', '°C', -173.15],
  ['°R', '°C', -217.594444444],
  ['in/s', 'mm/s', 2540],
  ['ips', 'mm/s', 2540],
  ['µm/s', 'mm/s', 0.1],
  ['mil', 'mm', 2.54],
  ['g', 'g', 100],
  ['m/s²', 'g', 10.1971621298],
  ['hp', 'kW', 74.5699871582],
  ['PS', 'kW', 73.549875],
  ['kW', 'kW', 100],
  ['W', 'W', 100],
  ['Nm', 'Nm', 100],
  ['lbf·ft', 'Nm', 135.581794833],
  ['rpm', 'rpm', 100],
  ['1/min', 'rpm', 100],
  ['U/min', 'rpm', 100],
  ['Hz', 'Hz', 100],
  ['ppm', 'ppm', 100],
  ['cSt', 'mm²/s', 100],
  ['A', 'A', 100],
  ['mA', 'mA', 100],
  ['V', 'V', 100],
  ['mV', 'V', 0.1],
  ['s', 's', 100],
  ['ms', 's', 0.1],
];

corpus(
  'units',
  place,
  units.map(([written, canonical, value]) => ({
    title: `100 ${written}`,
    content: lines(`time;x [${written}]`, '2026-01-03 08:15:00;100.0', '2026-01-03 08:15:01;100.0'),
    truth: {
      first: '2026-01-03T08:15:00',
      channels: [['x', canonical, [value, value]]],
      report: { channels: [expect.objectContaining({ unitWritten: written })] },
    } as Truth,
  })),
);
