import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { startServer, type TestServer } from '../support/server.ts';
import { longFile } from './logger-file.ts';

import { becomeAdmin, dropFile, expectAccessible, saveDialog } from './sightglass-page.ts';

test.describe.configure({ mode: 'serial' });

let server: TestServer;
let context: BrowserContext;
let page: Page;

test.beforeAll(async ({ browser }) => {
  server = await startServer();
  context = await browser.newContext({ baseURL: server.url });
  page = await context.newPage();
  await becomeAdmin(page, server.setupUrl ?? '');
  await expect(page.getByRole('heading', { name: 'Three steps to the first diagnosis' })).toBeVisible();
  await page.goto('/systems');
  await saveDialog(page, 'Register system', async (dialog) => {
    await dialog.getByRole('textbox', { name: 'Site name' }).fill('Hall 3');
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Press 7');
  });
  await expect(page.getByRole('heading', { name: 'Press 7' })).toBeVisible();
});
test.afterAll(async () => {
  await context?.close();
  await server?.stop();
});

const uploads = () => join(server.dataDir, 'files', 'uploads');
const arrived = () => readdirSync(uploads()).reduce((sum, name) => sum + statSync(join(uploads(), name)).size, 0);
const file = longFile(400_000);

/** A line as slow as an old plant network, so that there is something to interrupt. */
async function slowDown(bytesPerSecond: number): Promise<void> {
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: bytesPerSecond,
  });
}

/** The same file every time: name, length and time of change are how a browser knows it again. */
async function choose(): Promise<void> {
  await page.goto('/import');
  const transfer = await page.evaluateHandle(({ name, text }) => {
    const data = new DataTransfer();
    data.items.add(new File([text], name, { type: 'text/csv', lastModified: 1_760_000_000_000 }));
    return data;
  }, file);
  await page.getByText('Drop the logger').dispatchEvent('drop', { dataTransfer: transfer });
  await page.getByRole('button', { name: 'Start import' }).click();
}

test('an upload that the closed window cut off goes on where it was', async ({ browserName: _ }, info) => {
  await slowDown(2_000_000);
  await choose();
  await expect(page.getByText(/MiB \/ .*MiB · .*\/s · .* left/)).toBeVisible();
  await page.screenshot({ path: info.outputPath('uploading.png') });
  await expectAccessible(page);
  await expect.poll(arrived).toBeGreaterThan(2_000_000);
  await page.reload();
  const before = arrived();
  expect(before).toBeLessThan(file.text.length);

  await slowDown(-1);
  const offsets: number[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']));
  });
  await choose();
  await expect(page.getByRole('heading', { name: 'long' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('400,000 accepted, 0 rejected')).toBeVisible();
  expect(offsets[0]).toBeGreaterThanOrEqual(before);
});

test('the beginning is drawn while the rest is on its way; a cancelled upload is gone from the server at once', async ({
  browserName: _,
}, info) => {
  await slowDown(500_000);
  await page.goto('/import');
  await dropFile(page, { ...file, name: 'other.csv', text: `${file.text}\n` });
  await page.getByRole('button', { name: 'Start import' }).click();
  await expect.poll(arrived).toBeGreaterThan(200_000);
  await expect(page.getByRole('region', { name: 'First look' }).locator('canvas')).toHaveCount(4);
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('first-look.png') });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Drop the logger')).toBeVisible();
  await expect.poll(() => readdirSync(uploads()).length, { timeout: 5000 }).toBe(0);
  await slowDown(-1);
});

test('a program with the name of a table is refused in words', async ({ browserName: _ }, info) => {
  await page.goto('/import');
  await dropFile(page, { name: 'press.csv', text: '#!/bin/sh\nrm -rf /\n', accepted: 0, rejected: 0 });
  await page.getByRole('button', { name: 'Start import' }).click();
  await expect(page.getByText('"press.csv" is a script, although its name ends in .csv.')).toBeVisible();
  await page.screenshot({ path: info.outputPath('refused.png') });
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Choose other files' }).click();
  await expect(page.getByText('Drop the logger')).toBeVisible();
});
