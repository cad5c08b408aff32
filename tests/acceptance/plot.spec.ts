import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { startServer, type TestServer } from '../support/server.ts';
import { pressFile } from './logger-file.ts';
import { becomeAdmin, makePlant, type PlotPlant } from './plot-plant.ts';
import { expectAccessible } from './sightglass-page.ts';

test.describe.configure({ mode: 'serial' });

let server: TestServer;
let context: BrowserContext;
let page: Page;
let plant: PlotPlant;
const failures: string[] = [];

test.beforeAll(async ({ browser }) => {
  server = await startServer();
  context = await browser.newContext({ baseURL: server.url });
  page = await context.newPage();
  page.on('pageerror', (error) => failures.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 40[0-9]/.test(message.text())) failures.push(message.text());
  });
  await becomeAdmin(page, server.setupUrl ?? '');
  plant = await makePlant(context.request, pressFile());
});
test.afterAll(async () => {
  await context?.close();
  await server?.stop();
});

const visibleRange = () => page.getByRole('status', { name: 'Visible range' });
const pane = (name: string | RegExp) => page.getByRole('figure', { name });
const plot = () => page.getByRole('group', { name: 'Plot' });

async function openPlot(): Promise<void> {
  await page.goto(`/recordings/${plant.recordingId}`);
  await expect(visibleRange()).toContainText('(10 min)');
  await expect(pane(/^p_P: visible: min .* max 240/)).toBeVisible();
}

test('the time axis is moved, zoomed, and gone back through by keyboard', async () => {
  await openPlot();
  await plot().focus();
  for (const key of ['+', '+', '+', '+']) await page.keyboard.press(key);
  await page.keyboard.press('End');
  await expect(visibleRange()).toContainText('– 08:09:59');
  await expect(page.getByRole('button', { name: 'Zoom back' })).toHaveAttribute('aria-disabled', 'false');
  const zoomed = await visibleRange().textContent();
  await page.keyboard.press('0');
  await expect(visibleRange()).toContainText('(10 min)');
  await page.keyboard.press('Backspace');
  await expect(visibleRange()).toHaveText(zoomed ?? '');
  await page.keyboard.press('Shift+Backspace');
  await expect(visibleRange()).toContainText('(10 min)');
});

test('panes are merged with an axis for each unit, reordered and split, and a link shows the same again', async () => {
  await openPlot();
  await page.getByRole('button', { name: 'Pane Q_P' }).click();
  await expectAccessible(page);
  await page.getByRole('menuitem', { name: 'Merge with the pane above' }).click();
  await expect(pane(/^p_P: .* bar; Q_P: .* l\/min$/)).toBeVisible();
  await plot().focus();
  await page.keyboard.press('+');
  await page.keyboard.press('a');
  await expect(page).toHaveURL(/view=.*cursors/);
  await expectAccessible(page);
  const range = await visibleRange().textContent();

  const elsewhere = await context.newPage();
  await elsewhere.goto(page.url());
  await expect(elsewhere.getByRole('figure', { name: /^p_P: .* bar; Q_P: .* l\/min$/ })).toBeVisible();
  await expect(elsewhere.getByRole('status', { name: 'Visible range' })).toHaveText(range ?? '');
  await elsewhere.close();

  await page.getByRole('button', { name: 'Pane p_P, Q_P' }).click();
  await page.getByRole('menuitem', { name: 'Split into panes' }).click();
  await expect(pane(/^Q_P: [^;]*$/)).toBeVisible();
});

test('limits stand in the pane with their source and can be taken away', async () => {
  await openPlot();
  const limits = page.getByRole('switch', { name: 'Limits' });
  await expect(limits).toBeChecked();
  const canvas = pane(/^p_P/).locator('canvas');
  const withLimits = await canvas.screenshot();
  await limits.uncheck();
  await expect(async () => expect((await canvas.screenshot()).equals(withLimits)).toBe(false)).toPass();
  await expect(page).toHaveURL(/limits/);
});

test('nothing broke and nothing was refused by the content security policy on the way', () => {
  expect(failures).toEqual([]);
});
