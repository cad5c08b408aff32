import { expect, type Page, test } from '@playwright/test';
import { type DemoPlant, openDemoPlant } from './demo-plant.ts';
import { expectAccessible } from './sightglass-page.ts';

test.describe.configure({ mode: 'serial' });

let plant: DemoPlant;
let page: Page;

test.beforeAll(async ({ browser }) => {
  plant = await openDemoPlant(browser);
  page = plant.page;
});
test.afterAll(() => plant?.close());

async function openDiagnosis(recording: string): Promise<void> {
  await page.getByRole('link', { name: 'Recordings' }).first().click();
  await page.getByRole('link', { name: recording }).first().click();
  await page.getByRole('tab', { name: 'Diagnosis' }).click();
  await page.getByRole('heading', { name: 'Unlike the usual' }).scrollIntoViewIfNeeded();
}

test('the beginning of a sound recording is declared usual', async () => {
  await openDiagnosis('Simulated: healthy machine');
  await expect(page.getByText('Nobody has said yet what is usual')).toBeVisible();
  await page.getByRole('textbox', { name: 'Rows from the beginning' }).fill('600');
  await page.getByRole('button', { name: 'Declare usual' }).click();
  await expect(page.getByText('Usual: 600 rows from row 1')).toBeVisible();
  await expect(page.getByRole('img', { name: 'Score over time' })).toBeVisible();
  await page.screenshot({ path: 'test-results/anomalies-usual.png' });
  await expectAccessible(page);
});

test('another recording of the system shows where it is unlike that, and leads to the plot', async () => {
  await openDiagnosis('Simulated: the same machine, worn');
  await expect(page.getByText(/(stretch is|stretches are) unlike the usual/)).toBeVisible();
  await page.getByRole('heading', { name: 'Unlike the usual' }).scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'test-results/anomalies-worn.png' });
  await expectAccessible(page);
  await page.getByText('DE', { exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Anders als üblich' })).toBeVisible();
  await expect(page.getByText(/(Abschnitt ist|Abschnitte sind) anders als üblich/)).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/anomalies-worn-de.png' });
  await page.getByText('EN', { exact: true }).click();
  await page.getByRole('region', { name: 'Unlike the usual' }).getByRole('link').first().click();
  await expect(page).toHaveURL(/tab=plot.*from=/);
});
