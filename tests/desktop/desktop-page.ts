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

export async function logIn(page: Page): Promise<void> {
  await page.getByLabel('User name').fill('ada');
  await page.getByLabel(/^Password/).fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
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
