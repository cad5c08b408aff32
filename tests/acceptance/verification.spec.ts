import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { startServer, type TestServer } from '../support/server.ts';
import { pressFile } from './logger-file.ts';
import { makePlant } from './plot-plant.ts';
import { becomeAdmin, expectAccessible } from './sightglass-page.ts';

test.describe.configure({ mode: 'serial' });

let server: TestServer;
let context: BrowserContext;
let page: Page;
let recordingId: string;

test.beforeAll(async ({ browser }) => {
  server = await startServer();
  context = await browser.newContext({ baseURL: server.url });
  page = await context.newPage();
  await becomeAdmin(page, server.setupUrl ?? '');
  recordingId = (await makePlant(context.request, pressFile())).recordingId;
});
test.afterAll(async () => {
  await context?.close();
  await server?.stop();
});

const verify = () => page.getByRole('button', { name: 'Verify all measurements' }).click();

test('an administrator has every stored byte read again and sees that it is sound', async () => {
  await page.goto('/administration?tab=health');
  await expect(page.getByText('Not verified lately.')).toBeVisible();
  await verify();
  await expect(page.getByText('Every byte is as it was written.')).toBeVisible();
  await expectAccessible(page);
});

test('a flipped bit is named with recording, channel and time, in both languages', async () => {
  const { recording } = (await (await context.request.get(`/api/v1/recordings/${recordingId}`)).json()) as {
    recording: { seriesSha256: string };
  };
  const sha256 = recording.seriesSha256;
  const path = join(server.dataDir, 'files', 'objects', sha256.slice(0, 2), sha256);
  const bytes = readFileSync(path);
  bytes[100]! ^= 1;
  chmodSync(path, 0o600);
  writeFileSync(path, bytes);
  await verify();
  const damages = page.getByRole('table', { name: 'Damages' });
  await expect(damages.getByRole('row').nth(1)).toContainText(/Samplessamplesp_P0\ss – /);
  await expectAccessible(page);
  await page.getByText('DE', { exact: true }).click();
  await expect(page.getByText('1 Schaden gefunden.')).toBeVisible();
  await expectAccessible(page);
});
