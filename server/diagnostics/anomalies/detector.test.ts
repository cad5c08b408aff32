import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomFrom } from '../models/folds.ts';
import type { AnomalyDetector, RowJudgement } from './anomaly.types.ts';
import { fitDetector, judgeRows, openStream } from './detector.ts';
import { fisherQuantile } from './fisher-quantile.ts';
import { type RowTable, rowsOf } from './row-table.ts';

/** Invented: pressure and flow scatter, temperature wanders, a valve signal stands still. */
function plant(seed: number, rows: number, change: (row: number, values: number[]) => void = () => undefined): RowTable {
  const random = randomFrom(seed);
  const noise = (): number => random() + random() + random() - 1.5;
  const values = new Float64Array(rows * 4);
  let temperature = 45;
  for (let row = 0; row < rows; row++) {
    temperature += 0.05 * noise();
    const cells = [150 + noise(), 24 + 0.2 * noise(), temperature, 1];
    change(row, cells);
    values.set(cells, row * 4);
  }
  return { channels: ['pressure', 'flow', 'temperature', 'valve'], rows, values };
}

const units = ['bar', 'l/min', '°C', ''];
const methods = ['deviation', 'components'] as const;
const learn = (table: RowTable, method: (typeof methods)[number] = 'deviation'): AnomalyDetector => fitDetector(table, units, method);
const flagged = (judged: readonly RowJudgement[]): number[] => judged.flatMap(({ isAnomalous }, row) => (isAnomalous ? [row] : []));

test('a leak is found while it lasts, and named with its direction; no row of the reference itself is flagged', () => {
  const leaking = (row: number, cells: number[]): void => {
    if (row >= 600 && row < 800) cells[1] = (cells[1] as number) - 1.2;
  };
  for (const method of methods) {
    const model = learn(plant(1, 400), method);
    const judged = judgeRows(model, plant(1, 1000, leaking));
    const rows = flagged(judged);
    expect(rows.filter((row) => row >= 615 && row < 800).length).toBeGreaterThan(180);
    if (method === 'deviation') expect(rows.filter((row) => row < 600 || row > 830)).toEqual([]);
    expect(judged[700]?.contributions).toContainEqual(expect.objectContaining({ channel: 'flow', direction: 'below' }));
  }
  expect(flagged(judgeRows(learn(plant(1, 400)), plant(1, 400)))).toEqual([]);
});

test('a temperature that crept during the reference may creep on; a quick change of it is an anomaly', () => {
  const model = learn(plant(3, 400));
  expect(model.channels[2]).toMatchObject({ notWatched: null, isWandering: true });
  const slow = judgeRows(
    model,
    plant(3, 1400, (row, cells) => {
      cells[2] = (cells[2] as number) + Math.max(0, row - 400) * 0.0005;
    }),
  );
  expect(flagged(slow)).toEqual([]);
  const quick = judgeRows(
    model,
    plant(3, 1000, (row, cells) => {
      if (row >= 500) cells[2] = (cells[2] as number) + 12;
    }),
  );
  expect(flagged(quick)[0]).toBeLessThan(515);
  expect(quick[520]?.contributions[0]).toMatchObject({ channel: 'temperature', direction: 'above' });
});

test('what stood still or was missing in the reference is not watched, and says so', () => {
  const holes = plant(5, 400, (row, cells) => {
    if (row % 3 !== 0) cells[0] = Number.NaN;
  });
  const model = learn(holes);
  expect(model.channels.map(({ notWatched }) => notWatched)).toEqual(['missing', null, null, 'constant']);
  const judged = judgeRows(
    model,
    plant(6, 600, (_, cells) => {
      cells[3] = 7;
    }),
  );
  expect(judged.flatMap(({ contributions }) => contributions.map(({ channel }) => channel))).not.toContain('valve');
});

test('rows without samples have no score and no alarm; what is there is judged', () => {
  for (const method of methods) {
    const model = learn(plant(7, 400), method);
    const judged = judgeRows(
      model,
      plant(7, 700, (row, cells) => {
        if (row >= 500 && row < 600) cells.fill(Number.NaN);
      }),
    );
    expect(judged[550]).toEqual({ score: Number.NaN, isAnomalous: false, contributions: [] });
    expect(judged[690]?.score).toBeGreaterThan(0);
  }
});

test('row by row, in any pieces and after a restart gives what all rows at once give', () => {
  const table = plant(9, 900, (row, cells) => {
    if (row > 600) cells[0] = (cells[0] as number) + 4;
    if (row % 17 === 0) cells[1] = Number.NaN;
  });
  for (const method of methods) {
    const model: AnomalyDetector = JSON.parse(JSON.stringify(learn(rowsOf(table, 0, 400), method)));
    const whole = judgeRows(model, table);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 899 }), { maxLength: 6 }), (cuts) => {
        const ends = [...new Set(cuts), 900].sort((a, b) => a - b);
        let state = openStream(model).state();
        let from = 0;
        const judged = ends.flatMap((to) => {
          const stream = openStream(model, JSON.parse(JSON.stringify(state)));
          const part = Array.from({ length: to - from }, (_, row) =>
            stream.push(table.values.slice((from + row) * 4, (from + row + 1) * 4)),
          );
          state = stream.state();
          from = to;
          return part;
        });
        expect(judged).toEqual(whole);
      }),
      { numRuns: 20 },
    );
  }
});

test('units do not matter: a channel in other units gives the same scores', () => {
  const table = plant(11, 700, (row, cells) => {
    if (row > 500) cells[1] = (cells[1] as number) + 0.6;
  });
  const scaled = { ...table, values: table.values.map((value, at) => (at % 4 === 1 ? value * 60 + 3 : value)) };
  for (const method of methods) {
    const plain = judgeRows(learn(rowsOf(table, 0, 400), method), table);
    judgeRows(learn(rowsOf(scaled, 0, 400), method), scaled).forEach(({ score }, row) => {
      if (Number.isFinite(score)) expect(score).toBeCloseTo(plain[row]?.score ?? Number.NaN, 6);
    });
  }
});

test('a reference that is too short, or in which nothing moves, teaches nothing', () => {
  expect(() => learn(plant(1, 119))).toThrow(/119 rows/);
  const still = plant(1, 200, (_, cells) => cells.fill(5));
  expect(() => learn(still)).toThrow(/no channel/);
});

test('quantiles of F agree with tables', () => {
  // NIST/SEMATECH e-Handbook 1.3.6.7.3: upper 5 %, 1 % points.
  expect(fisherQuantile(0.95, 5, 10)).toBeCloseTo(3.326, 3);
  expect(fisherQuantile(0.99, 4, 20)).toBeCloseTo(4.431, 3);
  // F(1, v) is the square of Student's t: t(0.9995; 30) = 3.646.
  expect(Math.sqrt(fisherQuantile(0.999, 1, 30))).toBeCloseTo(3.646, 3);
});
