import { expect, test } from 'vitest';
import { fuzz } from './fuzz-run.ts';

test('mutated files are imported or refused in words: none crashes a reader, hangs it, or takes more memory than its share', async () => {
  const { files, outcomes, failures, peakRssMb } = await fuzz({ files: 1500, seed: 1, processes: 1 });
  expect(failures).toEqual([]);
  expect(files).toBe(1500);
  // A run that only refuses, or only imports, would prove nothing.
  expect(outcomes.imported).toBeGreaterThan(100);
  expect(Object.keys(outcomes).length).toBeGreaterThan(3);
  expect(peakRssMb).toBeLessThan(600);
}, 300_000);
