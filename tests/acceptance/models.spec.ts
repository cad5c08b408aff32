import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { cycleS, cyclesPerRun, press } from '../../server/diagnostics/models/late-press.fixture.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { pressFile } from './logger-file.ts';
import { importFile, makePlant } from './plot-plant.ts';
import { becomeAdmin, expectAccessible } from './sightglass-page.ts';

test.describe.configure({ mode: 'serial' });

let server: TestServer;
let context: BrowserContext;
let page: Page;
let systemId: string;
let recordingId: string;

test.beforeAll(async ({ browser }) => {
  server = await startServer();
  context = await browser.newContext({ baseURL: server.url, viewport: { width: 1366, height: 768 } });
  page = await context.newPage();
  await becomeAdmin(page, server.setupUrl ?? '');
  systemId = (await makePlant(context.request, pressFile())).systemId;
  recordingId = await importFile(context.request, systemId, { ...pressFile(), name: 'late-press.csv', text: press(1) });
  await expect.poll(async () => (await context.request.get(`/api/v1/recordings/${recordingId}/diagnosis`)).status()).toBe(200);
});
test.afterAll(async () => {
  await context?.close();
  await server?.stop();
});

/** Labels the first eight runs of the press, as a person does line by line. */
async function labelRuns(): Promise<void> {
  for (let run = 0; run < 8; run++) {
    if (run > 0) await page.getByRole('button', { name: 'Add a run' }).click();
    const line = page.getByRole('group', { name: `Run ${run + 1}`, exact: true });
    if (run === 0) {
      await line.getByRole('combobox', { name: 'Recording' }).click();
      await page.getByRole('option', { name: /late-press/ }).click();
    }
    await line.getByRole('textbox', { name: 'First cycle' }).fill(String(run * cyclesPerRun));
    await line.getByRole('textbox', { name: 'Last cycle' }).fill(String((run + 1) * cyclesPerRun - 1));
    await line.getByRole('textbox', { name: 'Class' }).fill(run % 2 === 1 ? 'late' : 'in time');
  }
}

test('a person labels runs, says what the classes mean, and trains a model', async () => {
  await page.goto(`/systems/${systemId}?tab=models`);
  await expect(page.getByText('No model was trained yet')).toBeVisible();
  await page.getByRole('button', { name: 'Train a model' }).click();
  await page.getByRole('textbox', { name: 'What the labels judge' }).fill('valve');
  await page.getByRole('textbox', { name: 'Length of a work cycle' }).fill(String(cycleS));
  await labelRuns();
  await page.getByLabel('in time stands for').selectOption('no fault');
  await page.getByLabel('late stands for').selectOption('these faults');
  await page.getByRole('combobox', { name: 'Faults of late' }).fill('v02');
  await page.getByRole('option', { name: /^V02/ }).click();
  await page.keyboard.press('Escape');
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/training.png', fullPage: true });
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByText('Version 1 was trained')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Close' }).click();
});

test('the model shows what it learned from, its honest figures, and where it abstains', async () => {
  const validation = page.getByRole('table', { name: 'Validation' });
  await expect(validation.getByRole('columnheader', { name: 'Random split: not quality' })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Truth and answer, whole runs held out' }).getByRole('row')).toHaveCount(3);
  await expect(page.getByRole('table', { name: 'Labels by class' }).getByRole('row').filter({ hasText: 'late' })).toContainText('V02');
  await expect(page.getByRole('table', { name: 'What it learned from' })).toContainText('late-press');
  await expect(page.getByRole('img', { name: /probability said/ })).toBeVisible();
  await expect(page.getByRole('table', { name: 'What it learned from' }).getByRole('link', { name: 'late-press' })).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/model.png', fullPage: true });
});

test('judged again, the recording shows the model beside the rules', async () => {
  await page.goto(`/recordings/${recordingId}?tab=diagnosis`);
  await expect(page.getByRole('heading', { name: 'Learned models' })).toBeHidden();
  await page.getByRole('button', { name: 'Diagnose again' }).click();
  const vote = page.getByRole('article', { name: 'Learned models: valve' });
  await expect(vote).toContainText(/answers \d+ of 48 cycles/);
  await expect(vote).toContainText(/Agrees with the rules|Disagrees with the rules|Not comparable/);
  await vote.scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'test-results/vote.png' });
  await expectAccessible(page);
});

test('the page reads in German and in the dark', async () => {
  await page.goto(`/systems/${systemId}?tab=models`);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.getByText('DE', { exact: true }).click();
  await expect(page.getByRole('columnheader', { name: 'Zufällig: keine Güte' })).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/model-de.png', fullPage: true });
});
