import { expect, type Page, test } from '@playwright/test';
import { type DemoPlant, openDemoPlant } from './demo-plant.ts';
import { expectAccessible, saveDialog } from './sightglass-page.ts';

test.describe.configure({ mode: 'serial' });

let plant: DemoPlant;
let page: Page;
const approver = { userName: 'ben', displayName: 'Ben Approver', role: 'approver', password: 'another long passphrase' };

test.beforeAll(async ({ browser }) => {
  plant = await openDemoPlant(browser);
  page = plant.page;
  await page.getByRole('link', { name: 'Systems' }).click();
  await page
    .getByRole('main')
    .getByRole('link', { name: /Baling press/ })
    .first()
    .click();
  await page.getByRole('tab', { name: /^Limits/ }).click();
});
test.afterAll(() => plant?.close());

const inForce = () => page.getByRole('region', { name: 'In force' });
const waiting = () => page.getByRole('region', { name: /^Waiting for a second person/ });

test('a limit with deadband and condition is proposed, and counts for nothing yet', async () => {
  await expect(inForce().getByText('Comes with the simulated plant; nobody approved it')).toBeVisible();
  await saveDialog(page, 'Propose limit', async (dialog) => {
    await dialog.getByLabel('Limit for a').selectOption('indicator');
    await dialog.getByRole('combobox', { name: 'Indicator' }).fill('tank');
    await page.getByRole('option', { name: /tank/i }).first().click();
    await dialog.getByRole('textbox', { name: 'Warning high' }).fill('55');
    await dialog.getByRole('textbox', { name: 'Alarm high' }).fill('65');
    await dialog.getByRole('textbox', { name: 'Deadband' }).fill('2');
    await dialog.getByRole('textbox', { name: 'Delay (cycles in a row)' }).fill('3');
    await dialog.getByRole('button', { name: 'Add a signal' }).click();
    await dialog.getByRole('combobox', { name: 'Signal' }).fill('Pump outlet');
    await page.getByRole('option', { name: 'Pump outlet pressure' }).click();
    await dialog.getByRole('textbox', { name: 'From (bar)' }).fill('20');
    await dialog.getByRole('textbox', { name: 'Source' }).fill('Oil data sheet, page 2');
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('The oil of this plant ages early');
    await page.screenshot({ path: 'test-results/limit-form.png' });
    await expectAccessible(page);
  });
  await expect(waiting().getByText('Warning above 55 °C')).toBeVisible();
  await expect(waiting().getByText('Only while: Pump outlet pressure at least 20 bar')).toBeVisible();
  await expect(inForce().getByText('Warning above 55 °C')).toBeHidden();
});

test('its author is told that nobody else could approve it, and then whom to ask', async () => {
  await waiting().getByRole('button', { name: 'Approve' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('I looked at it myself');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('There is no second person who could approve this')).toBeVisible();
  await expect(dialog.getByRole('checkbox')).toBeVisible();
  await expectAccessible(page);
  const made = await page.request.post('/api/v1/users', { headers: { 'x-sightglass': '1' }, data: approver });
  expect(made.status()).toBe(201);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('Ask ben to look at it')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
});

test('an operating point is named with its ranges, and a limit is proposed at it', async () => {
  await saveDialog(page, 'Name operating point', async (dialog) => {
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Pressing, warm');
    await dialog.getByRole('textbox', { name: 'From (bar)' }).fill('100');
    await dialog.getByRole('textbox', { name: 'To (bar)' }).fill('220');
    await dialog.getByRole('textbox', { name: 'From (°C)' }).fill('30');
    await page.screenshot({ path: 'test-results/operating-point-form.png' });
    await expectAccessible(page);
  });
  const points = page.getByRole('region', { name: 'Operating points' }).first();
  await expect(points.getByText('Pump outlet pressure 100 … 220 bar')).toBeVisible();
  await saveDialog(page, 'Propose limit', async (dialog) => {
    await dialog.getByLabel('Limit for a').selectOption('indicator');
    await dialog.getByRole('combobox', { name: 'Indicator' }).fill('vibration');
    await page
      .getByRole('option', { name: /vibration/i })
      .first()
      .click();
    await dialog.getByRole('textbox', { name: 'Warning high' }).fill('4');
    await dialog.getByRole('combobox', { name: 'Operating point' }).click();
    await page.getByRole('option', { name: 'Pressing, warm' }).click();
    await dialog.getByRole('textbox', { name: 'Source' }).fill('Shift book 12');
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Louder than this is new');
  });
  await expect(waiting().getByText('Pressing, warm')).toBeVisible();
  await points.scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'test-results/operating-points.png', fullPage: true });
  await expectAccessible(page);
});

test('limits are derived from the healthy recording as proposals with their rule', async () => {
  await saveDialog(page, 'Derive from a recording', async (dialog) => {
    await dialog.getByRole('combobox', { name: 'Recording' }).click();
    await page.getByRole('option', { name: 'Simulated: healthy machine' }).click();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Commissioning run, everything new');
    await page.screenshot({ path: 'test-results/limit-baseline.png' });
    await expectAccessible(page);
  });
  await expect(page.getByText(/limits proposed$/)).toBeVisible({ timeout: 60_000 });
  await expect(
    waiting()
      .getByText(/Baseline of \d+ cycles or minutes of/)
      .first(),
  ).toBeVisible();
  await page.screenshot({ path: 'test-results/limit-proposals.png', fullPage: true });
  await expectAccessible(page);
});

test('a second person approves, and the diagnosis names the version', async ({ browser }) => {
  const other = await browser.newContext({
    baseURL: plant.server.url,
    viewport: { width: 1366, height: 768 },
    colorScheme: 'dark',
    locale: 'de-DE',
  });
  const second = await other.newPage();
  await second.goto(page.url());
  await second.getByRole('textbox').first().fill(approver.userName);
  await second.getByRole('textbox').last().fill(approver.password);
  await second.getByRole('textbox').last().press('Enter');
  const row = second.getByRole('row', { name: /Oil data sheet/ });
  await row.getByRole('button', { name: /Approve|Freigeben/ }).click();
  await second.getByRole('dialog').getByRole('textbox').fill('Agrees with the sheet');
  await second.getByRole('dialog').locator('button[type=submit]').click();
  await expect(second.getByRole('dialog')).toBeHidden();
  await expect(row.getByText(/Agrees with the sheet/)).toBeVisible();
  await second.getByRole('button', { name: /^Alle \d+ freigeben$/ }).click();
  await second.getByRole('dialog').getByRole('textbox').fill('Seen on the commissioning day');
  await expectAccessible(second);
  await second.getByRole('dialog').locator('button[type=submit]').click();
  await expect(second.getByText(/^Warten auf eine zweite Person/)).toBeHidden();
  await expect(second.getByText('Seen on the commissioning day').first()).toBeVisible();
  await expectAccessible(second);
  await second.screenshot({ path: 'test-results/limit-second.png', fullPage: true });
  await other.close();

  await page.reload();
  await expect(inForce().getByText('Warning above 55 °C')).toBeVisible();
  await page.getByRole('switch', { name: 'Show all versions' }).check();
  await expect(page.getByRole('region', { name: 'All versions' })).toBeVisible();
  await page.getByRole('tab', { name: 'Recordings' }).click();
  await page.getByRole('link', { name: 'Simulated: healthy machine' }).first().click();
  await page.getByRole('tab', { name: 'Diagnosis' }).click();
  await page.getByRole('button', { name: /Diagnose again/ }).click();
  await expect(page.getByText('Version 1, approved by ben').first()).toBeVisible({ timeout: 60_000 });
  await page.getByText('Version 1, approved by ben').first().scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'test-results/limit-diagnosis.png' });
  await expectAccessible(page);
});
