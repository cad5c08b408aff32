import { afterAll, describe, expect, it } from 'vitest';
import { Problem } from '../../platform/problem.ts';
import { detect } from './detections/detection.ts';
import { SecondTable } from './detections/second-table.ts';
import { fixture } from './import.fixture.ts';
import type { TableRecipe } from './import.types.ts';
import { RejectedRows } from './quality/rejected-rows.ts';
import { HalfDayClock, NonexistentTime, UnevenSecond } from './tables/clock-trouble.ts';
import { RowStore } from './tables/row-store.ts';
import { TableParser } from './tables/table-parser.ts';

const place = fixture();
afterAll(() => place.remove());

/** mulberry32: the same files in every run. */
function randomSource(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

const seeds = [
  'time;p [bar];q [l/min]\r\n2025-01-01 00:00:00;1.5;2\r\n2025-01-01 00:00:01;"2.25";\r\n2025-01-01 00:00:02;OL;1e3\r\n',
  'Datum;Zeit;p [bar]\n01.02.2025;00:00:00;1,5\n01.02.2025;00:00:01;2.411,5\n01.02.2025;24:00:00;-3,5\n',
  'ts,p [bar]\n1735689600000,1.5\n1735689600010,2.25\n1735689600010,2.25\n1735689599000,7\n',
  '1.5\t2.5\t3.5\n1.5\t2.5\t3.5\n',
  't [s]|x [µm/s]|y [%]\n0.00|1|2\n0.01|3|4\n',
].map((text) => Buffer.from(text));
const snippets = [
  '\n',
  '\r',
  ';',
  ',',
  '\t',
  '"',
  '\u0000',
  '\ufeff',
  '9'.repeat(400),
  '-',
  'E',
  '.',
  '\r\n\r\n',
  '[',
  '24:00:00',
  '2025',
  ' ',
  '\xff\xfe',
];

function mutate(random: (below: number) => number): Buffer {
  let bytes = Buffer.from(seeds[random(seeds.length)]!);
  for (let changes = 1 + random(6); changes > 0; changes--) {
    const at = random(bytes.length + 1);
    const kind = random(5);
    if (kind === 0 && bytes.length > 0) bytes[Math.min(at, bytes.length - 1)] = random(256);
    else if (kind === 1)
      bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(snippets[random(snippets.length)]!), bytes.subarray(at)]);
    else if (kind === 2) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.min(bytes.length, at + random(20)))]);
    else if (kind === 3) bytes = Buffer.concat([bytes, bytes.subarray(at)]);
    else bytes = Buffer.from(bytes.subarray(0, at));
  }
  return bytes;
}

describe('a damaged file', () => {
  it('of 2,000 never crashes detection and parser, and every line is accounted for', () => {
    const random = randomSource(1);
    let parsed = 0;
    for (let i = 0; i < 2000; i++) {
      const bytes = mutate(random);
      const { recipe, refusal, questions, verdict } = detect({ head: bytes, name: 'x', size: bytes.length }, {});
      expect([recipe !== null, questions.length > 0, refusal !== null].filter(Boolean), String(verdict)).toHaveLength(1);
      if (recipe?.kind !== 'table') continue;
      parsed++;
      parseWhole(recipe, bytes);
    }
    expect(parsed).toBeGreaterThan(300);
  });

  it('of 60 is imported whole or refused with a problem', async () => {
    const random = randomSource(2);
    for (let i = 0; i < 60; i++) {
      const result = await place.importText(mutate(random)).catch((error: unknown) => error);
      if (result instanceof Error) expect(result, result.stack ?? '').toBeInstanceOf(Problem);
    }
  });
});

function parseWhole(recipe: TableRecipe, bytes: Buffer): void {
  const store = new RowStore(recipe.channels.length, 1e7);
  const rejected = new RejectedRows(`${place.folder}/rejected.csv`);
  const parser = new TableParser({ recipe, store, rejected, clock: null });
  const text = bytes.at(-1) === 10 ? bytes : Buffer.concat([bytes, Buffer.from('\n')]);
  try {
    parser.parse(text, 0, text.length);
    const rows = [...store.take(true)].reduce((sum, block) => sum + block.rows, 0);
    const lines = text.toString('latin1').split('\n').slice(0, -1);
    const filled = lines.filter((line, number) => number + 1 >= recipe.firstDataLine && line !== '' && line !== '\r').length;
    expect(rows + rejected.count).toBe(filled);
  } catch (error) {
    if (
      !(error instanceof UnevenSecond || error instanceof HalfDayClock || error instanceof NonexistentTime || error instanceof SecondTable)
    )
      throw error;
  } finally {
    rejected.abort();
  }
}
