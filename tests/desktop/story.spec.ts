import { expect, test } from '@playwright/test';
import { launch, newProfile } from './desktop-app.ts';

test('the first start leads from the set-up to the verdict on the demo, and the second asks for the login', async () => {
  const profile = newProfile();
  const password = 'a long enough passphrase';

  const first = await launch(profile);
  const page = await first.firstWindow();
  await expect(page).toHaveURL(/^sightglass:\/\/app\/setup#token=/);
  await page.getByLabel('Full name').fill('Ada Admin');
  await page.getByLabel('User name').fill('ada');
  await page.getByLabel(/^Password/).fill(password);
  await page.getByRole('button', { name: 'Create administrator' }).click();
  await expect(page).toHaveURL('sightglass://app/');
  // The demo is two recordings of a simulated system, one with a worn pump: built by jobs that the page shows.
  await expect(page.getByText(/pump/i).first()).toBeVisible({ timeout: 120_000 });
  await page.screenshot({ path: 'test-results/desktop-overview.png' });
  await first.close();

  const second = await launch(profile);
  const login = await second.firstWindow();
  await login.getByLabel('User name').fill('ada');
  await login.getByLabel(/^Password/).fill(password);
  await login.getByRole('button', { name: 'Log in' }).click();
  await expect(login.getByText(/pump/i).first()).toBeVisible();
  await second.close();
  profile.remove();
});
