import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, describe, expect, it } from 'vitest';
import { Problem } from '../../../platform/problem.ts';
import { fixture } from '../import.fixture.ts';
import { rowXml, workbookOf } from './xlsx/workbook.fixture.ts';
import { zipOf } from './zip.fixture.ts';

const place = fixture();
afterAll(() => place.remove());

/** Runs per kind; raise with SIGHTGLASS_FUZZ_RUNS to look longer. */
const RUNS = Number(process.env.SIGHTGLASS_FUZZ_RUNS ?? 25);

/** Numbers below 1 that are the same in every run (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const extremes = [0, 1, 0x7f, 0x80, 0xff];

/** Some bytes changed, a piece cut out, doubled or cut off. */
function mutated(bytes: Buffer, next: () => number): Buffer {
  let copy = Buffer.from(bytes);
  const at = (): number => Math.floor(next() * copy.length);
  for (let i = 0; i < 1 + next() * 8; i++)
    copy[at()] = next() < 0.5 ? extremes[Math.floor(next() * extremes.length)]! : Math.floor(next() * 256);
  const [from, to] = [at(), at()].sort((a, b) => a - b) as [number, number];
  const kind = next();
  if (kind < 0.1) copy = copy.subarray(0, to);
  else if (kind < 0.2) copy = Buffer.concat([copy.subarray(0, from), copy.subarray(Math.min(to, from + 200))]);
  else if (kind < 0.3) copy = Buffer.concat([copy.subarray(0, to), copy.subarray(from)]);
  return copy;
}

const log = `time;p [bar]\n${Array.from({ length: 60 }, (_, i) => `2025-03-04 10:00:${String(i).padStart(2, '0')};${i / 4}`).join('\n')}\n`;
const sheet =
  rowXml(1, ['time', 'p [bar]']) +
  Array.from({ length: 40 }, (_, i) => rowXml(2 + i, [{ value: 45_720 + i / 86_400, style: 1 }, i])).join('');
const rows = Array.from({ length: 200 }, (_, i) => i);

describe('a damaged container is imported or refused in words; nothing crashes or hangs', () => {
  it.each([
    ['zip', () => zipOf({ 'a.csv': log, 'b/b.csv': log.replaceAll('10:00', '11:00') })],
    ['gzip', async () => gzipSync(log)],
    ['xlsx', () => workbookOf({ sheets: [{ name: 'A', rows: sheet, merged: ['A1:B1'] }], formats: ['yyyy-mm-dd hh:mm:ss'] })],
    // The checksums of a zip find nearly all damage: the XML within is damaged before it is packed, too.
    ['rows', async () => Buffer.from(sheet, 'latin1')],
    [
      'parquet',
      async () =>
        Buffer.from(
          parquetWriteBuffer({
            columnData: [
              { name: 'time', data: rows.map((i) => new Date(1_741_082_400_000 + i * 10)), type: 'TIMESTAMP' },
              { name: 'p [bar]', data: rows.map((i) => (i % 9 === 0 ? null : i / 4)) as number[], type: 'DOUBLE' },
              { name: 'state', data: rows.map((i) => (i % 2 === 0 ? 'on' : 'off')), type: 'STRING' },
            ],
            rowGroupSize: 80,
          }),
        ),
    ],
    [
      'jsonl',
      async () =>
        Buffer.from(
          rows
            .map((i) => JSON.stringify({ time: `2025-03-04T10:00:00.${String(i).padStart(3, '0')}Z`, 'p [bar]': i, x: { y: [i] } }))
            .join('\n'),
        ),
    ],
  ])(
    '%s',
    async (kind, build) => {
      const whole = await build();
      const next = random(20_250_304);
      const strange: unknown[] = [];
      for (let run = 0; run < RUNS; run++) {
        const bytes = mutated(whole, next);
        try {
          await place.importTexts(
            { [`x.${kind}`]: kind === 'rows' ? await workbookOf({ sheets: [{ name: 'A', rows: bytes.toString('latin1') }] }) : bytes },
            { maxBytes: 64e6 },
          );
        } catch (error) {
          if (!(error instanceof Problem) || error.status >= 500 || !error.detail) strange.push({ run, error });
        }
      }
      expect(strange).toEqual([]);
    },
    300_000,
  );
});
