import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const password = 'a long enough passphrase';

/** Makes the first administrator in the window that the first start opens. */
export async function setUp(page: Page): Promise<void> {
  await expect(page).toHaveURL(/^sightglass:\/\/app\/setup#token=/);
  await page.getByLabel('Full name').fill('Ada Admin');
  await page.getByLabel('User name').fill('ada');
  await page.getByLabel(/^Password/).fill(password);
  await page.getByRole('button', { name: 'Create administrator' }).click();
  await expect(page).toHaveURL('sightglass://app/');
}

export async function logIn(page: Page, who = { userName: 'ada', password }): Promise<void> {
  await page.getByLabel('User name').fill(who.userName);
  await page.getByLabel(/^Password/).fill(who.password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

/** Prepared by one person, then, after a change of shift at the same window, approved and issued by another. */
export async function signByTwo(page: Page): Promise<void> {
  const ben = { userName: 'ben', displayName: 'Ben Example', role: 'approver', password: 'four eyes see more than two' };
  await sign(page, 'Sign as prepared', password);
  await expect(page.getByText('The report is in review.')).toBeVisible({ timeout: 60_000 });
  const status = await page.evaluate(async (body) => {
    const headers = { 'content-type': 'application/json', 'x-sightglass': '1' };
    return (await fetch('/api/v1/users', { method: 'POST', headers, body })).status;
  }, JSON.stringify(ben));
  expect(status).toBe(201);
  await page.getByRole('button', { name: 'Account of Ada Admin' }).click();
  await page.getByRole('menuitem', { name: 'Log out' }).click();
  await logIn(page, ben);
  // The login leads back to the page that was open.
  await sign(page, 'Approve and issue', ben.password);
  await expect(page.getByText('The report is issued and never changes.')).toBeVisible({ timeout: 60_000 });
}

async function sign(page: Page, button: string, secret: string): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  await page.getByRole('textbox', { name: 'Your password' }).fill(secret);
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
}

/** No violation of WCAG 2.2 A and AA that a machine can find. Legacy mode: axe would open a second window, which does not exist here. */
export async function expectAccessible(page: Page): Promise<void> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(tags).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 200)).join(' | ')}`),
    page.url(),
  ).toEqual([]);
}
