import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/desktop',
  // Each test starts its own application on its own profile; two at once would only fight for the two cores.
  workers: 1,
  // The demo is simulated, imported and diagnosed by the started application itself.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  retries: 0,
  reporter: [['list'], ['json', { outputFile: '../../build/test-results/desktop.json' }]],
});
