import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { benchList, loadBench } from '../../bench/bench-list.ts';
import { runBench } from '../../bench/runner.ts';

const folder = mkdtempSync(join(tmpdir(), 'sightglass-bench-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// The figures themselves are not tested: a timed test fails when the machine is busy. `runBench` throws when the work differs.
test.for(Object.keys(benchList))('bench %s runs, and every contender does the same work', { timeout: 120_000 }, async (name, context) => {
  const bench = await loadBench(name);
  const missing = bench.missing?.();
  if (missing !== undefined) context.skip(missing);
  const results = await runBench(name, bench, { folder, megabytes: 0.4, runs: 1 });
  expect(results.length).toBeGreaterThan(0);
  for (const { task, runs, figures } of results) {
    expect(task.inputBytes).toBeGreaterThan(100_000);
    expect(Object.keys(runs)).toEqual(Object.keys(bench.contenders));
    for (const { ms, work } of Object.values(runs).flat()) {
      expect(ms).toBeGreaterThan(0);
      expect(Object.values(work).every((value) => Number.isFinite(value) && value !== 0)).toBe(true);
    }
    for (const { value } of figures) expect(value).toBeGreaterThan(0);
  }
});
