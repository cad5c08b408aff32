import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { dataFolder, hasData } from '../support/data.ts';
import { packedFiles } from './packed-files.ts';
import { oneOf, type RandomSource, randomSource } from './random-source.ts';

/** A file to start from, and the name it would have. */
export interface SeedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

const dialects = 120;
/** Long enough for a header, units, metadata and rows; short enough for thousands of runs. */
const mostBytes = 24_000;

/** Tables in random dialects, every layout the importer knows, packed ones, and the beginnings of the real logger files. */
export async function seedFiles(): Promise<SeedFile[]> {
  const random = randomSource(20_260_103);
  const tables = Array.from({ length: dialects }, (_, i) => ({ name: `table-${i}.csv`, bytes: randomTable(random) }));
  const packed = tables.slice(0, 6).map(({ name, bytes }) => ({ name: `${name}.gz`, bytes: gzipSync(bytes) }));
  return [...layouts, ...tables, ...packed, ...(await packedFiles()), ...realFiles()];
}

const text = (name: string, lines: readonly string[]): SeedFile => ({ name, bytes: Buffer.from(`${lines.join('\r\n')}\r\n`) });
const layouts: readonly SeedFile[] = [
  text(
    'matrix.txt',
    Array.from({ length: 12 }, (_, row) => Array.from({ length: 60 }, (_, i) => (100 + row + i / 8).toFixed(2)).join('\t')),
  ),
  text('long.txt', [
    '"VarName";"TimeString";"VarValue";"Validity";"Time_ms"',
    ...rows(20, (i) => `"p${i % 2}";"03.01.2026 08:15:${two(i)}";${100 + i},5;1;46025343${two(i)},0`),
  ]),
  text('blocks.txt', [
    '[p_P] bar 10 Hz',
    ...rows(20, (i) => `${(i / 10).toFixed(1)}\t${100 + i}`),
    '',
    '[T] °C 1 Hz',
    ...rows(20, (i) => `${i}\t${40 + i}`),
  ]),
  text('pairs.csv', ['t1;p [bar];t2;T [°C]', ...rows(20, (i) => `${i};${100 + i};${i * 2};${40 + i}`)]),
  text('scaled.txt', ['# 4-20 mA = 0-400 bar', '# Rate: 100 Hz', 'n;p [mA]', ...rows(20, (i) => `${i};${4 + i / 4}`)]),
  text(
    'lines.jsonl',
    rows(20, (i) => JSON.stringify({ time: `2026-01-03T08:15:${two(i)}Z`, p: 100 + i, T: i % 5 === 0 ? null : 40 + i / 2 })),
  ),
];

function rows(count: number, row: (i: number) => string): string[] {
  return Array.from({ length: count }, (_, i) => row(i));
}

function two(i: number): string {
  return String(i % 60).padStart(2, '0');
}

/** A table as some logger might write it: delimiter, marks, time, units, metadata, footer and encoding by chance. */
function randomTable(random: RandomSource): Buffer {
  const delimiter = oneOf(random, [';', ',', '\t', '|', ' ']);
  const decimal = delimiter === ',' ? '.' : oneOf(random, ['.', ',']);
  const channels = 1 + random(6);
  const time = oneOf(random, times);
  const units = oneOf(random, [
    ['bar', 'l/min', '°C', 'mm/s', 'kW', '%'],
    ['psi', 'gpm', '°F', 'in/s', 'hp', '%'],
  ]);
  const names = Array.from({ length: channels }, (_, c) => `${oneOf(random, ['p', 'Druck Pumpe', 'Débit', 'T Öl', 'PS'])}${c}`);
  const inBrackets = random(2) === 0;
  const metadata =
    random(3) === 0 ? ['Gerät: Logger 4', `Rate: ${oneOf(random, ['10 Hz', '100 ms', '1 s'])}`, 'Zone: Europe/Berlin', ''] : [];
  const header = ['time', ...names.map((name, c) => (inBrackets ? `${name} [${units[c]}]` : name))].join(delimiter);
  const unitsRow = inBrackets ? [] : [['', ...units.slice(0, channels)].join(delimiter)];
  const words = ['', 'OL', '---', '#WERT!', '1e3'];
  const row = (i: number) => {
    const cells = names.map((_, c) =>
      random(25) === 0 ? oneOf(random, words) : (100 + c * 10 + Math.sin(i / 9)).toFixed(random(4)).replace('.', decimal),
    );
    return [time(i), ...cells].join(delimiter);
  };
  const footer = random(4) === 0 ? [`Min${delimiter}1${delimiter}2`, 'End of file'] : [];
  const lines = [...metadata, header, ...unitsRow, ...rows(10 + random(60), row), ...footer];
  return encode(lines.join(oneOf(random, ['\n', '\r\n'])), random);
}

const at = (i: number) => new Date(Date.UTC(2026, 0, 3, 8, 15, 0) + i * 500).toISOString();
const times: readonly ((i: number) => string)[] = [
  at,
  (i) => at(i).replace('T', ' ').slice(0, 23),
  (i) => `${at(i).slice(8, 10)}.${at(i).slice(5, 7)}.${at(i).slice(0, 4)} ${at(i).slice(11, 23).replace('.', ',')}`,
  (i) => `${at(i).slice(5, 7)}/${at(i).slice(8, 10)}/${at(i).slice(0, 4)} ${at(i).slice(11, 19)} AM`,
  (i) => String(Date.parse(at(i))),
  (i) => String(Date.parse(at(i)) / 1000),
  (i) => (i / 2).toFixed(2),
  (i) => String(i),
  (i) => (46_025.34375 + i / 172_800).toFixed(9),
  (i) => at(i).slice(11, 19),
];

function encode(content: string, random: RandomSource): Buffer {
  switch (random(6)) {
    case 0:
      return Buffer.from(content, 'latin1');
    case 1:
      return Buffer.from(`\ufeff${content}`, 'utf16le');
    case 2:
      return Buffer.from(`\ufeff${content}`, 'utf16le').swap16();
    case 3:
      return Buffer.from(`\ufeff${content}`);
    default:
      return Buffer.from(content);
  }
}

function realFiles(): SeedFile[] {
  if (!hasData('loggers')) {
    console.warn('fuzz: no real logger files here; only made-up ones are mutated');
    return [];
  }
  const folder = join(dataFolder, 'loggers');
  return readdirSync(folder)
    .filter((name) => !/\.(md|json)$/.test(name))
    .map((name) => ({ name, bytes: readFileSync(join(folder, name)).subarray(0, mostBytes) }));
}
