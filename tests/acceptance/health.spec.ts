import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { startServer, type TestServer } from '../support/server.ts';
import { type LoggerFile, pressFile } from './logger-file.ts';
import { importFile, makePlant, type PlotPlant } from './plot-plant.ts';
import { becomeAdmin, expectAccessible, expectNumbersOpen } from './sightglass-page.ts';

test.describe.configure({ mode: 'serial' });

let server: TestServer;
let context: BrowserContext;
let page: Page;
let plant: PlotPlant;
let later: string;

/** The same press a week later, its delivery 2 l/min lower. */
function laterFile(): LoggerFile {
  const { text, ...rest } = pressFile();
  const lines = text.replaceAll('2026-05-04T', '2026-05-11T').split('\n');
  const lower = (line: string, i: number): string => {
    const cells = line.split(';');
    if (i === 0 || cells.length < 5) return line;
    return [...cells.slice(0, 2), (Number(cells[2]) - 2).toFixed(2), ...cells.slice(3)].join(';');
  };
  return { ...rest, name: 'press-later.csv', text: lines.map(lower).join('\n') };
}

test.beforeAll(async ({ browser }) => {
  server = await startServer();
  context = await browser.newContext({ baseURL: server.url, viewport: { width: 1366, height: 768 } });
  page = await context.newPage();
  await becomeAdmin(page, server.setupUrl ?? '');
  plant = await makePlant(context.request, pressFile());
  later = await importFile(context.request, plant.systemId, laterFile());
  await expect.poll(async () => (await context.request.get(`/api/v1/recordings/${later}/diagnosis`)).status()).toBe(200);
  await expect.poll(async () => (await context.request.get(`/api/v1/recordings/${plant.recordingId}/diagnosis`)).status()).toBe(200);
});
test.afterAll(async () => {
  await context?.close();
  await server?.stop();
});

test('the health of a system shows every indicator over its recordings, and why there is no outlook yet', async () => {
  await page.goto(`/systems/${plant.systemId}?tab=health`);
  const table = page.getByRole('table', { name: 'Health over the recordings' });
  const row = table.getByRole('row').filter({ hasText: 'Hydraulic power' }).first();
  await expect(row.getByRole('img', { name: /2 values over time/ })).toBeVisible();
  await expect(row).toContainText('No outlook');
  await expectAccessible(page);
  await row.getByRole('link').click();
  await expect(page).toHaveURL(new RegExp(`/recordings/${later}.*#indicator-`));
  await expect(page.locator(new URL(page.url()).hash).filter({ hasText: 'Hydraulic power' })).toBeInViewport();
});

test('each number of a diagnosis and of the health opens its evidence', async () => {
  await page.goto(`/recordings/${later}?tab=diagnosis`);
  await expectNumbersOpen(page, 'Indicators', [2]);
  await expectNumbersOpen(page, 'Data quality', [3]);
  await page.goto(`/systems/${plant.systemId}?tab=health`);
  await expectNumbersOpen(page, 'Health over the recordings', [2]);
  await expectNumbersOpen(page, 'Components', [4]);
});

test('every component has a grade with its reason, and what nobody measured is unknown', async () => {
  await page.goto(`/systems/${plant.systemId}?tab=health`);
  const table = page.getByRole('table', { name: 'Components' });
  await expect(table.getByRole('row').filter({ hasText: 'Cooler' })).toContainText('Unknown');
  await expect(table.getByRole('img', { name: 'Grade over 2 recordings' }).first()).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/component-health.png' });
});

test('a recording is compared with an earlier one, and says what changed and why the rest did not', async () => {
  await page.goto(`/recordings/${later}?tab=diagnosis`);
  await page.getByLabel('Compare with an earlier recording').first().click();
  await page.getByRole('option', { name: /press\.csv/ }).click();
  const table = page.getByRole('table', { name: 'Comparison of two recordings' });
  await expect(table.getByRole('row').filter({ hasText: 'No clear change' }).first()).toBeVisible();
  await expectNumbersOpen(page, 'Comparison of two recordings', [2, 3]);
  await page.getByRole('button', { name: /Not comparable, and why/ }).click();
  const rest = page.getByRole('table', { name: 'Indicators that cannot be compared' });
  await expect(rest.getByRole('row').filter({ hasText: 'Not comparable' }).first()).toBeVisible();
  await expectAccessible(page);
});
