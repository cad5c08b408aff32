import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/support/longest-first.ts';

const node = { environment: 'node' as const, testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    // Two cores on the reference machine: more workers only make timings noisy.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    globalSetup: ['tests/support/postgres-setup.ts'],
    projects: [
      {
        test: {
          ...node,
          name: 'server',
          include: ['server/**/*.test.ts', 'migrations/**/*.test.ts', 'electron/**/*.test.ts', 'renderer/src/**/*.test.ts'],
        },
      },
      { test: { ...node, name: 'system', include: ['tests/**/*.test.ts'] } },
    ],
  },
});
