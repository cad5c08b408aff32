import { afterAll } from 'vitest';
import { fixture } from '../import.fixture.ts';
import { type CorpusFile, corpus, lines, NONE, type Truth } from './corpus.fixture.ts';

const place = fixture();
afterAll(() => place.remove());

const first = '2026-03-23T14:05:00';
/** One channel beside a plain one that shows the decimal mark. */
function cells(
  title: string,
  written: readonly string[],
  values: readonly number[],
  more: Partial<Truth> & { header?: string; unit?: string; mark?: string } = {},
): CorpusFile {
  const { header = 'p [bar]', unit = 'bar', mark = '.', ...truth } = more;
  const content = lines(
    `Time\t${header}\tT [°C]`,
    ...written.map((cell, i) => `2026-03-23 14:05:${String(i).padStart(2, '0')}\t${cell}\t${40 + i}${mark}25`),
  );
  const name = header.replace(/ ?\[.*/, '');
  return {
    title,
    content,
    truth: {
      first,
      channels: [
        [name, unit, values],
        ['T', '°C', written.map((_, i) => 40.25 + i)],
      ],
      ...truth,
    },
  };
}

corpus('numbers', place, [
  cells('accounting negatives', ['(1.5)', '2.5', '(1,234.5)', '( 3.5 )'], [-1.5, 2.5, -1234.5, -3.5]),
  cells('plain spaces between thousands', ['1 234.5', '12 345.25', '12.5'], [1234.5, 12345.25, 12.5]),
  cells('groups of Indian accountants are no value', ['1,23,456.5', '12.5', '13.5', '14.5'], [NONE, 12.5, 13.5, 14.5]),
  cells('exponents of Fortran', ['1.5D+03', '2.5D-01', '3.5d0'], [1500, 0.25, 3.5]),
  cells('exponents apart from their number', ['1.5 E+03', '2.5E-01', '3.5'], [1500, 0.25, 3.5]),
  cells('texts that a spreadsheet was told to keep', ['="101.5"', '="102.5"', '="103.5"'], [101.5, 102.5, 103.5]),
  cells('an apostrophe before the number', ["'101.5", "'102.5", '103.5'], [101.5, 102.5, 103.5]),
  cells('signs and units in the cells', ['+101.5 bar', '-3.2 bar', '+.5bar', '− 1.5 bar'], [101.5, -3.2, 0.5, -1.5]),
  cells('flags behind some numbers are no value', ['101.5*', '102.5', '103.5 H', '104.5', '105.5'], [NONE, 102.5, NONE, 104.5, 105.5]),
  cells(
    'words of many devices',
    [
      '1.5',
      'Infinity',
      'nan(ind)',
      '++++',
      '-----',
      'Open',
      '2.5',
      'wire break',
      'OVER',
      'Sensor fault',
      '#VALORE!',
      '#¡VALOR!',
      '3.5',
      '4.5',
      '5.5',
      '6.5',
      '7.5',
      '8.5',
    ],
    [1.5, NONE, NONE, NONE, NONE, NONE, 2.5, NONE, NONE, NONE, NONE, NONE, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5],
  ),
  cells('WAHR and FALSCH', ['WAHR', 'FALSCH', 'WAHR'], [1, 0, 1], { header: 'Pumpe', unit: '' }),
  cells('Acceso and Spento', ['Acceso', 'Spento', 'Acceso'], [1, 0, 1], { header: 'Pompa', unit: '' }),
  cells('bits with a type', ['1.5', '16#00FF', '2#0101', '2.5', '3.5'], [1.5, NONE, NONE, 2.5, 3.5]),
  cells('numbers that no double holds', ['1.5', '1e400', '-1e400', '2.5', '3.5'], [1.5, NONE, NONE, 2.5, 3.5]),
  cells(
    'negative zero and long decimals',
    ['-0.0', '0.1234567890123456789', '12345678901234567890'],
    [-0, 0.12345678901234568, 12345678901234567000],
  ),
]);

const units: readonly (readonly [written: string, canonical: string, value: number])[] = [
  ['ºC', '°C', 100],
  ['˚C', '°C', 100],
  ['℃', '°C', 100],
  ['℉', '°C', 37.7777777778],
  ['deg C', '°C', 100],
  ['Grad C', '°C', 100],
  ['BAR', 'bar', 100],
  ['bar rel.', 'bar', 100],
  ['barÜ', 'bar', 100],
  ['PSIG', 'bar', 6.894757293168],
  ['psia', 'bar abs', 6.894757293168],
  ['kgf/cm2', 'bar', 98.0665],
  ['kg/cm²', 'bar', 98.0665],
  ['hPa', 'bar', 0.1],
  ['Pa', 'bar', 0.001],
  ['N/mm²', 'bar', 1000],
  ['inH2O', 'bar', 0.249088908333],
  ['LPM', 'l/min', 100],
  ['L/mn', 'l/min', 100],
  ['L/MIN', 'l/min', 100],
  ['US gal/min', 'l/min', 378.5411784],
  ['tr/min', 'rpm', 100],
  ['giri/min', 'rpm', 100],
  ['r/min', 'rpm', 100],
  ['RPM', 'rpm', 100],
  ['%RH', '%', 100],
  ['kN', 'kN', 100],
  ['daN', 'kN', 1],
];

corpus(
  'more units',
  place,
  units.map(([written, canonical, value]) => ({
    title: `100 ${written}`,
    content: lines(`Time;x [${written}]`, '2026-03-23 14:05:00;100.0', '2026-03-23 14:05:01;100.0'),
    truth: { first, channels: [['x', canonical, [value, value]]] } as Truth,
  })),
);
