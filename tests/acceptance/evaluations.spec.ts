import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { hotPress } from '../../server/diagnostics/hot-press.fixture.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { pressFile } from './logger-file.ts';
import { importFile, makePlant } from './plot-plant.ts';
import { becomeAdmin, expectAccessible, saveDialog } from './sightglass-page.ts';

test.describe.configure({ mode: 'serial' });

let server: TestServer;
let context: BrowserContext;
let page: Page;
let recording: string;

test.beforeAll(async ({ browser }) => {
  server = await startServer();
  context = await browser.newContext({ baseURL: server.url, viewport: { width: 1366, height: 768 } });
  page = await context.newPage();
  await becomeAdmin(page, server.setupUrl ?? '');
  const { systemId } = await makePlant(context.request, pressFile());
  const id = await importFile(context.request, systemId, { ...pressFile(), name: 'hot.csv', text: hotPress() });
  await expect.poll(async () => (await context.request.get(`/api/v1/recordings/${id}/diagnosis`)).status()).toBe(200);
  recording = `/recordings/${id}?tab=diagnosis`;
  await page.goto(recording);
});
test.afterAll(async () => {
  await context?.close();
  await server?.stop();
});

const judgeAgain = async (choice: RegExp) => {
  await page.getByRole('button', { name: 'Judge again' }).click();
  await page.getByRole('menuitem', { name: choice }).click();
};

test('the same inputs give the same bytes, and the page says that nothing was stored', async () => {
  await judgeAgain(/^Re-evaluate/);
  await expect(page.getByText('none changed · 1 the same')).toBeVisible();
  await page.goto(recording);
  await expect(page.getByRole('table', { name: 'Evaluations of this recording' }).getByRole('row')).toHaveCount(2);
});

test('a dry run tells what a decision would change, and changes nothing', async () => {
  await saveDialog(page, 'Refute', (dialog) => dialog.getByRole('textbox').fill('Opened: like new.'));
  await judgeAgain(/^What would change/);
  await expect(page.getByText('1 would change · 0 the same')).toBeVisible();
  const table = page.getByRole('table', { name: /^Differences/ });
  await expect(table.getByRole('row').filter({ hasText: 'Finding' }).first()).toContainText('changed');
  await expect(page.getByText(/Decisions of the plant .+→/)).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/reevaluation.png', fullPage: true });
  await page.goto(recording);
  await expect(page.getByRole('table', { name: 'Evaluations of this recording' }).getByRole('row')).toHaveCount(2);
});

test('a re-evaluation stores the new result beside the earlier one, which can be compared and opened', async () => {
  await judgeAgain(/^Re-evaluate/);
  await expect(page.getByText('1 changed · 0 the same')).toBeVisible();
  await page.goto(recording);
  const list = page.getByRole('table', { name: 'Evaluations of this recording' });
  await expect(list.getByRole('row')).toHaveCount(3);
  await list.getByRole('button', { name: 'Compare with the newest' }).click();
  await expect(page.getByRole('table', { name: /^Differences/ })).toBeVisible();
  await page.getByRole('table', { name: /^Differences/ }).scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'test-results/evaluations.png' });
  await expectAccessible(page);
  await list.getByRole('row').nth(2).getByRole('link').click();
  await expect(page.getByText('This is an earlier evaluation')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Refute' })).toBeHidden();
  await page.getByText('This is an earlier evaluation').scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'test-results/earlier.png' });
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Show the newest' }).click();
  await expect(page.getByText('This is an earlier evaluation')).toBeHidden();
});

test('the list of re-evaluations reads in German and in the dark', async () => {
  await page.goto('/reevaluations');
  await expect(page.getByRole('table', { name: 'Re-evaluations' }).getByRole('row')).toHaveCount(4);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.getByText('DE', { exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Neubewertungen' })).toBeVisible();
  await page.screenshot({ path: 'test-results/reevaluations-de.png' });
  await expectAccessible(page);
});
