import { chmodSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { sightglass } from '../support/command-line.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { pressFile } from './logger-file.ts';
import { makePlant } from './plot-plant.ts';
import { becomeAdmin, downloadOf, expectAccessible } from './sightglass-page.ts';

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

/** The browser gives what it downloads a name of its own. */
function asZip(path: string): string {
  copyFileSync(path, `${path}.zip`);
  return `${path}.zip`;
}

const verify = () => page.getByRole('button', { name: 'Verify all measurements' }).click();

test('an administrator has every stored byte read again and sees that it is sound', async () => {
  await page.goto('/administration?tab=health');
  await expect(page.getByText('Not verified lately.')).toBeVisible();
  await verify();
  await expect(page.getByText('Every byte is as it was written.')).toBeVisible();
  await expectAccessible(page);
});

test('an administrator exports what is stored, downloads it, and removes it', async () => {
  await page.getByRole('tab', { name: 'Data export' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Start export' }).click();
  const table = page.getByRole('table', { name: 'Data export' });
  const path = await downloadOf(page, /^Download \(/);
  expect((await sightglass(['verify', asZip(path), '--data', server.dataDir])).exitCode).toBe(0);
  await expect(table.getByRole('row').nth(1)).toContainText('CSV: Audit trail, Diagnoses and findings, Recordings, Reports, Systems');
  await page.screenshot({ path: 'test-results/data-export.png' });
  await table.getByRole('button', { name: 'Remove' }).click();
  await expect(table.getByText(/^Removed /)).toBeVisible();
  await expectAccessible(page);
});

test('one job makes the reports of all systems of a site', async () => {
  await page.goto('/reports');
  await page.getByRole('button', { name: 'Reports of a site…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Site' }).click();
  await page.getByRole('option').first().click();
  for (const format of ['HTML', 'DOCX', 'XLSX', 'CSV', 'PDF']) await dialog.getByRole('checkbox', { name: format }).uncheck();
  await dialog.getByRole('radio', { name: 'every recording of the period' }).check();
  await dialog.getByRole('button', { name: 'Make the reports' }).click();
  await expect(dialog.getByText('Choose a day.').first()).toBeVisible();
  await page.screenshot({ path: 'test-results/batch-dialog.png' });
  await expectAccessible(page);
  await dialog.getByRole('radio', { name: 'the newest recording of the system' }).check();
  await dialog.getByRole('button', { name: 'Make the reports' }).click();
  await expect(page.getByText(/1 report made · 0 without a report · 0 still to do/)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('table').getByRole('link', { name: /^\d{4}-\d{5}: / })).toBeVisible();
  await page.screenshot({ path: 'test-results/batch-page.png' });
  await expectAccessible(page);
  await page.goto('/administration?tab=health');
});

test('a report on several systems takes the default template and its language, unless others are chosen', async () => {
  await page.goto('/administration?tab=reports');
  await page.getByRole('button', { name: 'Add template' }).click();
  const house = page.getByRole('dialog', { name: 'Add template' });
  await house.getByRole('textbox', { name: 'Name' }).fill('House');
  await house.getByRole('textbox', { name: 'Company' }).fill('Works AG');
  await house.getByRole('combobox', { name: 'Language' }).selectOption('de');
  await house.getByRole('checkbox', { name: 'Default for new reports' }).check();
  await house.getByRole('button', { name: 'Add text' }).click();
  await house.getByRole('combobox', { name: 'Place of text 1' }).selectOption('start');
  await house.getByRole('textbox', { name: 'Heading of text 1' }).fill('Service');
  await house.getByRole('textbox', { name: 'Text 1', exact: true }).fill('Call the works office.');
  await page.screenshot({ path: 'test-results/template-dialog.png' });
  await expectAccessible(page);
  await house.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: '1: Versions of House' }).click();
  await expect(page.getByRole('dialog').getByRole('row').nth(1)).toContainText('Works AG');
  await page.screenshot({ path: 'test-results/template-versions.png' });
  await expectAccessible(page);
  await page.goto('/reports');
  await page.getByRole('button', { name: 'Report on systems…' }).click();
  const dialog = page.getByRole('dialog', { name: 'One report on several systems' });
  await expect(dialog.getByRole('combobox', { name: 'Template' })).toHaveValue('default');
  await expect(dialog.getByRole('radio', { name: 'Deutsch' })).toBeChecked();
  await dialog.getByLabel('Last day').fill('2026-01-01');
  await dialog.getByLabel('First day').fill('2026-02-01');
  await dialog.getByRole('button', { name: 'Make report' }).click();
  await expect(dialog.getByText('The last day is before the first.')).toBeVisible();
  await page.screenshot({ path: 'test-results/systems-report-dialog.png' });
  await expectAccessible(page);
  for (const day of ['First day', 'Last day']) await dialog.getByLabel(day).fill('');
  await dialog.getByRole('button', { name: 'Make report' }).click();
  await page.waitForURL(/\/reports\/[0-9a-f-]{36}$/, { timeout: 60_000 });
  await expect(page.getByText('Zustand von 1 Anlage, Hall 3').first()).toBeVisible();
  await page.goto('/administration?tab=health');
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
