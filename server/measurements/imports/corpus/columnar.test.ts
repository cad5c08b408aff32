import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll } from 'vitest';
import { fixture } from '../import.fixture.ts';
import { type CorpusFile, corpus, NONE, type Truth } from './corpus.fixture.ts';

const place = fixture();
afterAll(() => place.remove());

type Written = Parameters<typeof parquetWriteBuffer>[0];
type Column = Written['columnData'][number];

const START = Date.UTC(2026, 2, 23, 14, 5, 10);
const first = '2026-03-23T14:05:10Z';
const indexes = Array.from({ length: 8 }, (_, i) => i);
const p = indexes.map((i) => 100.5 + i);
const pressure: Column = { name: 'p [bar]', data: p, type: 'DOUBLE' };
const time: Column = { name: 'time', data: indexes.map((i) => new Date(START + i * 1000)), type: 'TIMESTAMP' };

function parquet(
  title: string,
  columnData: Column[],
  rest: Omit<CorpusFile, 'title' | 'content'>,
  more: Partial<Written> = {},
): CorpusFile {
  return { title: `Parquet: ${title}`, name: 'p.parquet', content: Buffer.from(parquetWriteBuffer({ columnData, ...more })), ...rest };
}

function json(title: string, object: (i: number) => unknown, truth: Partial<Truth>, more: Partial<CorpusFile> = {}): CorpusFile {
  const content = `${indexes.map((i) => JSON.stringify(object(i))).join('\n')}\n`;
  return { title: `JSON: ${title}`, name: 'p.jsonl', content, truth: { first, channels: [['p', 'bar', p]], ...truth }, ...more };
}

const plain: Truth = { first, seconds: indexes, channels: [['p', 'bar', p]] };
const iso = (i: number): string => new Date(START + i * 1000).toISOString();

corpus('columns and records', place, [
  parquet(
    'booleans are states without a unit',
    [time, pressure, { name: 'running', data: indexes.map((i) => i % 2 === 0), type: 'BOOLEAN' }],
    {
      truth: {
        first,
        channels: [
          ['p', 'bar', p],
          ['running', '', indexes.map((i) => 1 - (i % 2))],
        ],
      },
    },
  ),
  parquet(
    'booleans with nulls',
    [time, pressure, { name: 'running', data: indexes.map((i) => (i === 3 ? null : i % 2 === 0)) as boolean[], type: 'BOOLEAN' }],
    {
      truth: {
        first,
        channels: [
          ['p', 'bar', p],
          ['running', '', indexes.map((i) => (i === 3 ? NONE : 1 - (i % 2)))],
        ],
      },
    },
  ),
  parquet('times as text', [{ name: 'time', data: indexes.map(iso), type: 'STRING' }, pressure], { truth: plain }),
  parquet(
    'times as text without a zone',
    [{ name: 'time', data: indexes.map((i) => iso(i).slice(0, 19).replace('T', ' ')), type: 'STRING' }, pressure],
    {
      truth: { ...plain, first: '2026-03-23T14:05:10' },
    },
  ),
  parquet('epoch seconds as doubles', [{ name: 'ts', data: indexes.map((i) => (START + i * 1000) / 1000), type: 'DOUBLE' }, pressure], {
    truth: plain,
  }),
  parquet('epoch ns as int64', [{ name: 'ts', data: indexes.map((i) => BigInt(START + i * 1000) * 1_000_000n), type: 'INT64' }, pressure], {
    truth: plain,
  }),
  parquet(
    'the index that pandas keeps',
    [pressure, { name: '__index_level_0__', data: indexes.map((i) => new Date(START + i * 1000)), type: 'TIMESTAMP' }],
    { truth: plain },
  ),
  parquet('a running index beside the time', [{ name: '__index_level_0__', data: indexes.map(BigInt), type: 'INT64' }, time, pressure], {
    truth: { ...plain, notes: /__index_level_0__/ },
  }),
  parquet('numbers as text', [time, { name: 'p [bar]', data: p.map(String), type: 'STRING' }], { truth: plain }),
  parquet(
    'times with nulls',
    [{ name: 'time', data: indexes.map((i) => (i === 4 ? null : new Date(START + i * 1000))) as Date[], type: 'TIMESTAMP' }, pressure],
    {
      truth: { first, channels: [['p', 'bar', p.filter((_, i) => i !== 4)]], rejected: [[5, 'bad-time']] },
    },
  ),
  parquet(
    'a column without values',
    [time, pressure, { name: 'spare', data: indexes.map(() => null) as unknown as number[], type: 'DOUBLE' }],
    {
      truth: { ...plain, notes: /spare/ },
    },
  ),
  json('booleans are states without a unit', (i) => ({ time: iso(i), 'p [bar]': p[i], running: i % 2 === 0 }), {
    channels: [
      ['p', 'bar', p],
      ['running', '', indexes.map((i) => 1 - (i % 2))],
    ],
  }),
  json('booleans that come late', (i) => ({ time: iso(i), 'p [bar]': p[i], ...(i > 5 ? { alarm: true } : {}) }), {
    channels: [
      ['p', 'bar', p],
      ['alarm', '', indexes.map((i) => (i > 5 ? 1 : NONE))],
    ],
  }),
  json(
    'mongoexport',
    (i) => ({ _id: { $oid: `65f1a2b3c4d5e6f7a8b9c0d${i}` }, ts: { $date: iso(i) }, 'p [bar]': { $numberDouble: String(p[i]) } }),
    {},
  ),
  json('Elasticsearch', (i) => ({ _index: 'hyd', _source: { '@timestamp': iso(i), 'p [bar]': p[i] } }), {
    channels: [['_source.p', 'bar', p]],
  }),
  json('numbers as text', (i) => ({ time: iso(i), 'p [bar]': String(p[i]) }), {}),
  json('epoch ms and a value object', (i) => ({ t: START + i * 1000, pump: { 'p [bar]': p[i] } }), { channels: [['pump.p', 'bar', p]] }),
  {
    title: 'JSON: records inside an object are refused in words',
    name: 'p.json',
    content: JSON.stringify({ status: 'ok', data: indexes.map((i) => ({ time: iso(i), 'p [bar]': p[i] })) }),
    refused: { code: 'import-not-understood', says: /JSON/ },
  },
  {
    title: 'JSON: columns as lists are refused in words',
    name: 'p.json',
    content: JSON.stringify({ time: indexes.map(iso), 'p [bar]': p }),
    refused: { code: 'import-not-understood', says: /JSON/ },
  },
  {
    title: 'JSON: rows as lists are refused in words',
    name: 'p.json',
    content: JSON.stringify([['time', 'p [bar]'], ...indexes.map((i) => [iso(i), p[i]])]),
    refused: { code: 'import-not-understood', says: /JSON/ },
  },
]);
