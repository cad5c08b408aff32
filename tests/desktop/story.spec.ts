import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { launch, newProfile, type Profile } from './desktop-app.ts';
import { expectAccessible, logIn, setUp } from './desktop-page.ts';

/** The demo's second recording: the simulated machine with a worn pump. */
const worn = 'Simulated: the same machine, worn';

let profile: Profile;
test.beforeEach(() => {
  profile = newProfile();
});
test.afterEach(async ({ browserName: _browserName }, info) => {
  // Why a server did not answer is in its log, which goes with the profile.
  if (info.status !== info.expectedStatus) await info.attach('server.log', { body: profile.log() });
  profile.remove();
});

test('the first start leads from the set-up to the verdict on the demo and its report, the second asks for the login', async () => {
  const first = await launch(profile);
  const page = await first.firstWindow();
  await setUp(page);

  // The started application itself simulates, imports and diagnoses the demo meanwhile; the page follows without being loaded again.
  await expect(page.getByText(/axial piston pump.*wear/i).first()).toBeVisible({ timeout: 90_000 });
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/desktop-overview.png' });
  await page.getByRole('link', { name: 'Recordings' }).click();
  await page.getByRole('link', { name: worn }).first().click();
  await page.getByRole('tab', { name: 'Diagnosis' }).click();
  await expect(page.getByText(/internal leakage/i).first()).toBeVisible();
  // The demo's file does not state its cycles.
  await expect(page.getByText(/^found: \d+ × [\d.]+\ss$/)).toBeVisible();
  // What was not measured leads to no plot; what was measured and cannot be judged says so.
  const missing = page.locator('div:has(> h4:text("Not measured, or nothing to compare with")) li');
  const linked = missing.filter({ has: page.locator('a') });
  // Findings that are folded are rendered a moment later than the open one.
  await expect(async () => {
    expect(await linked.count()).toBe(await missing.filter({ hasText: 'nothing to compare with' }).count());
    expect(await missing.count()).toBeGreaterThan(0);
  }).toPass();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/desktop-diagnosis.png' });

  // What a person gets is a native dialog for the place; only that is taken out of the way here.
  const pdf = join(profile.folder, 'report.pdf');
  await first.evaluate(({ session }, path) => session.defaultSession.on('will-download', (_event, item) => item.setSavePath(path)), pdf);
  await page.getByRole('button', { name: 'Make report' }).click();
  await page
    .getByRole('link', { name: /^PDF of report/ })
    .first()
    .click({ timeout: 60_000 });
  await expect.poll(() => existsSync(pdf) && readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');
  await first.close();

  const second = await launch(profile);
  const login = await second.firstWindow();
  await logIn(login);
  await expect(login.getByText(/axial piston pump/i).first()).toBeVisible();
  await second.close();
});
