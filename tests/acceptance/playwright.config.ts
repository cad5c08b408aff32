import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  globalSetup: './demo-folder.ts',
  outputDir: '../../test-results/acceptance',
  // `npm test` tells the stories that any change may break; SIGHTGLASS_STORIES=all these, too, which keep to one page each.
  testIgnore:
    process.env.SIGHTGLASS_STORIES === 'all' ? [] : ['anomalies', 'catalogue', 'evaluations', 'models'].map((name) => `**/${name}.spec.ts`),
  // Every story has a server of its own. One alone leaves a core idle: it waits for pages, jobs and the disk.
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  retries: 0,
  reporter: [['list'], ['json', { outputFile: '../../build/test-results/acceptance.json' }]],
  use: {
    viewport: { width: 1366, height: 768 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    colorScheme: 'light',
    screenshot: 'only-on-failure',
    actionTimeout: 20_000,
    navigationTimeout: 20_000,
    launchOptions: { executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: ['--no-sandbox'] },
  },
});
