import { expect, test } from 'vitest';
import { evaluate } from '../../server/diagnostics/models/evaluation.ts';
import { hasData } from '../support/data.ts';
import { formatTable } from './figure.ts';
import { readUci } from './uci-models.study.ts';

const skipWithoutData = test.skipIf(!hasData('uci-hydraulic/1hz'));

test('the table says yes and NO, and what a figure hides', () => {
  const text = formatTable([
    { figure: 'a', target: '>= 1', measured: '2', isReached: true },
    { figure: 'b', target: '>= 3', measured: '2', isReached: false, note: 'few cycles' },
  ]);
  expect(text).toContain('yes');
  expect(text).toContain('NO');
  expect(text).toContain('b: few cycles');
});

skipWithoutData('real cycles: the valve is told apart from three pressures with whole runs held out', () => {
  const all = readUci('valve');
  const wanted = ['PS1', 'PS2', 'PS3'].map((name) => all.table.channels.indexOf(name));
  const { bins } = all.table;
  const width = all.table.channels.length * bins;
  const values = Float64Array.from({ length: all.labels.length * 3 * bins }, (_, index) => {
    const row = Math.floor(index / (3 * bins));
    const channel = wanted[Math.floor((index % (3 * bins)) / bins)] as number;
    return all.table.values[row * width + channel * bins + (index % bins)] as number;
  });
  const { accuracy } = evaluate(
    { ...all, table: { ...all.table, channels: ['PS1', 'PS2', 'PS3'], values } },
    { holdout: 'runs', folds: 5, seed: 1 },
  );
  expect(accuracy).toBeGreaterThan(0.999);
});
