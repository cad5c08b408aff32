import { fileURLToPath } from 'node:url';
import { bench } from '../../bench/diagnosis.bench.ts';
import { runBench } from '../../bench/runner.ts';
import type { Study } from './figure.ts';

/** A day of 17 channels at 100 Hz, diagnosed once in a process of its own; `npm run bench -- diagnosis` gives medians. */
export const speed: Study = {
  name: 'speed (24 h, 17 channels, 100 Hz, simulated)',
  async run() {
    const folder = fileURLToPath(new URL('../../.cache/bench/', import.meta.url));
    const results = await runBench('diagnosis', bench, { folder, runs: 1 });
    return results.flatMap(({ task, summaries }) =>
      summaries.flatMap(({ ms, peakRssMb, cpuSeconds, foreignCores }) => [
        {
          figure: `24 h diagnosed, ${task.label}`,
          target: '<= 60 s',
          measured: `${(ms / 1000).toFixed(1)} s`,
          isReached: ms <= 60_000,
          note: `${cpuSeconds.toFixed(1)} CPU seconds; others used ${foreignCores.toFixed(1)} cores meanwhile`,
        },
        {
          figure: `24 h memory, ${task.label}`,
          target: '<= 1500 MB',
          measured: `${Math.round(peakRssMb)} MB`,
          isReached: peakRssMb <= 1500,
        },
      ]),
    );
  },
};
