import { expect, type Page, test } from '@playwright/test';
import { type DemoPlant, openDemoPlant } from './demo-plant.ts';
import { admin, expectAccessible, saveDialog } from './sightglass-page.ts';

test.describe.configure({ mode: 'serial' });

let plant: DemoPlant;
let page: Page;

test.beforeAll(async ({ browser }) => {
  plant = await openDemoPlant(browser);
  page = plant.page;
  await page.getByRole('link', { name: 'Recordings' }).click();
  await page.getByRole('link', { name: 'Simulated: the same machine, worn' }).first().click();
  await page.getByRole('tab', { name: 'Diagnosis' }).click();
});
test.afterAll(() => plant?.close());

const found = 'Case drain opened: pieces of the retainer in the filter.';

test('what was found in the machine confirms a finding, with the reason and the name', async () => {
  await expect(page.getByText(/internal leakage/i).first()).toBeVisible();
  await page.getByRole('button', { name: 'Confirm' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await saveDialog(page, 'Confirm', (dialog) => dialog.getByRole('textbox').fill(found));
  await expect(page.getByText(found)).toBeVisible();
  await expect(page.getByText(`Confirmed by ${admin.userName}`)).toBeVisible();
  await page.getByText(found).scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'test-results/decision.png' });
  await expectAccessible(page);
});

test('a decision is taken back with a reason, and another one can be made', async () => {
  await saveDialog(page, 'Withdraw', (dialog) => dialog.getByRole('textbox').fill('The pieces were of another machine.'));
  await expect(page.getByText(found)).toBeHidden();
  await expect(page.getByRole('button', { name: 'Refute' }).first()).toBeVisible();
});
