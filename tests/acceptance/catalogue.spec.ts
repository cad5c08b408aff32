import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { startServer, type TestServer } from '../support/server.ts';
import { becomeAdmin, expectAccessible, expectNoEnglish, saveDialog } from './sightglass-page.ts';

test.describe.configure({ mode: 'serial' });

let server: TestServer;
let context: BrowserContext;
let page: Page;
const approver = { userName: 'ben', displayName: 'Ben Second', role: 'approver', password: 'another long passphrase' };

test.beforeAll(async ({ browser }) => {
  server = await startServer();
  context = await browser.newContext({ baseURL: server.url, viewport: { width: 1366, height: 768 } });
  page = await context.newPage();
  await becomeAdmin(page, server.setupUrl ?? '');
  await page.getByRole('link', { name: 'Findings' }).click();
  await page.getByRole('link', { name: 'Fault catalogue' }).click();
});
test.afterAll(async () => {
  await context?.close();
  await server?.stop();
});

test('the catalogue is searched and filtered', async () => {
  await expect(page.getByRole('row')).toHaveCount(73);
  await page.screenshot({ path: 'test-results/catalogue.png' });
  await expectAccessible(page);
  await page.getByRole('combobox', { name: 'Component' }).click();
  await page.getByRole('option', { name: 'Accumulator' }).click();
  await expect(page.getByRole('row')).toHaveCount(6);
  await page.getByRole('textbox', { name: 'Search' }).fill('bladder');
  await expect(page.getByRole('link', { name: /^Accumulator: gas lost/ })).toBeVisible();
  await page.getByRole('combobox', { name: 'Component' }).click();
  await page.getByRole('option', { name: 'Accumulator' }).click();
  await page.getByRole('textbox', { name: 'Search' }).fill('cavitation');
});

test('a fault shows its signs with their weights, tests and sources', async () => {
  await page.getByRole('link', { name: 'Cavitation' }).click();
  await expect(page.getByRole('heading', { name: 'P06 · Cavitation' })).toBeVisible();
  const signs = page.getByRole('region', { name: 'Signs' });
  await expect(signs.getByText('suction pressure below the air release limit')).toBeVisible();
  await expect(signs.getByText('Suction pressure (absolute)')).toBeVisible();
  await expect(page.getByText('Textbook consensus')).toBeVisible();
  await page.screenshot({ path: 'test-results/catalogue-fault.png', fullPage: true });
  await expectAccessible(page);
});

test('a change that breaks the catalogue is refused; a sound one waits for a second person', async () => {
  await page.getByRole('button', { name: 'Propose a change' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Check', exact: true }).fill('suction valve of pit 3\nvacuum gauge at the suction port');
  await dialog.getByRole('textbox', { name: 'Source' }).fill('Maintenance log 2026, four cases');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('The valve of pit 3 was the cause four times');
  const last = dialog.getByRole('group', { name: /^Sign / }).last();
  await dialog.getByRole('button', { name: 'Add a sign' }).click();
  await last.getByRole('textbox', { name: 'Sign' }).fill('valve of pit 3 half closed');
  const first = dialog.getByRole('group', { name: 'Sign 1', exact: true });
  await first.getByRole('textbox', { name: /^Begins at/ }).fill('0.8');
  await first.getByRole('textbox', { name: /^Fully present at/ }).fill('0.9');
  const design = dialog.getByRole('group', { name: 'Only in some designs' });
  await design.getByRole('combobox', { name: 'By the nameplate of' }).click();
  await page.getByRole('option', { name: 'Pump', exact: true }).click();
  await design.getByRole('combobox', { name: 'Entry of the nameplate' }).fill('place');
  await design.getByRole('textbox', { name: /^One of these words/ }).fill('pit 3, pit three');
  await dialog.getByRole('textbox', { name: 'Safety' }).fill('Stop the pump and lock it before the pit is entered.');
  await dialog.getByRole('button', { name: 'Add a test' }).click();
  const test = dialog.getByRole('group', { name: /^Test / }).last();
  await test.getByRole('combobox', { name: 'Tells it from' }).fill('O05');
  await page.getByRole('option', { name: /^O05/ }).click();
  await page.keyboard.press('Escape');
  await test.getByRole('textbox', { name: 'What to do' }).fill('dip stick of pit 3');
  await test.getByRole('textbox', { name: 'How to read it' }).fill('level right: the valve');
  await design.scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'test-results/catalogue-editor.png' });
  await test.scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'test-results/catalogue-editor-tests.png' });
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('This entry does not pass the catalogue’s tests')).toBeVisible();
  await expect(last.getByText(/say which measurement or look would show this sign/)).toBeVisible();
  await expect(first.getByText(/fully present has to lie below where the sign begins/)).toBeVisible();
  await first.getByRole('textbox', { name: /^Fully present at/ }).fill('0.2');
  await last.getByRole('textbox', { name: /^Not shown by data/ }).fill('a look into pit 3');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Proposed · Version 1')).toBeVisible();
  await expect(page.getByText('From the product', { exact: true })).toBeVisible();
});

test('a second person approves, and the plant’s version counts', async ({ browser }) => {
  expect((await page.request.post('/api/v1/users', { headers: { 'x-sightglass': '1' }, data: approver })).status()).toBe(201);
  await saveDialogFails(page);
  const other = await browser.newContext({ baseURL: server.url, viewport: { width: 1366, height: 768 }, colorScheme: 'dark' });
  const second = await other.newPage();
  await second.goto('/catalogue');
  await second.getByRole('textbox', { name: 'User name' }).fill(approver.userName);
  await second.getByRole('textbox', { name: 'Password' }).fill(approver.password);
  await second.getByRole('button', { name: 'Log in' }).click();
  await expect(second.getByText('1 entry waits for a second person')).toBeVisible();
  await second.screenshot({ path: 'test-results/catalogue-waiting-dark.png' });
  await saveDialog(second, 'Approve', (dialog) => dialog.getByRole('textbox', { name: 'Reason' }).fill('Checked against the log'));
  await expect(second.getByText('1 entry waits for a second person')).toBeHidden();
  await expectAccessible(second);
  await other.close();
  await page.reload();
  await expect(page.getByText('Plant’s own', { exact: true })).toBeVisible();
  await expect(page.getByText('catalogue 2.1.0+plant.1')).toBeVisible();
  await expect(page.getByText('suction valve of pit 3')).toBeVisible();
  await expect(page.getByText(/^Looked for only where the nameplate of the .* says: pit 3, pit three\./)).toBeVisible();
  await expect(page.getByText('P06, O05: dip stick of pit 3. level right: the valve')).toBeVisible();
  await expect(page.getByText('Stop the pump and lock it before the pit is entered.')).toBeVisible();
  await page.screenshot({ path: 'test-results/catalogue-own.png', fullPage: true });
});

test('the catalogue reads in German', async () => {
  await page.getByText('DE', { exact: true }).click();
  await expect(page.getByRole('heading', { name: 'P06 · Kavitation' })).toBeVisible();
  await expect(page.getByText('Anlageneigen', { exact: true })).toBeVisible();
  await expect(page.getByText('verstopftes Saugsieb')).toBeVisible();
  await page.screenshot({ path: 'test-results/catalogue-fault-de.png', fullPage: true });
  await expectNoEnglish(page);
  await page.getByRole('link', { name: 'Fehlerkatalog' }).click();
  await expect(page.getByRole('link', { name: 'Kolbendichtung undicht' })).toBeVisible();
  await page.screenshot({ path: 'test-results/catalogue-de.png' });
  await expectAccessible(page);
});

/** Its author is told whom to ask. */
async function saveDialogFails(author: Page): Promise<void> {
  await author.getByRole('button', { name: 'Approve' }).click();
  const dialog = author.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('I looked at it myself');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('Ask ben to look at it')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
}
