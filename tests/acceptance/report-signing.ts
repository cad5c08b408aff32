import { readFileSync } from 'node:fs';
import { type Browser, expect, type Page } from '@playwright/test';
import { openSigningKey } from '../../server/platform/signing/signing-key.ts';
import { checkBundle } from '../../server/reports/bundles/bundle.verification.ts';
import { admin, downloadOf, expectAccessible, logIn } from './sightglass-page.ts';

/** On the page of a draft that the administrator made: prepared by one person, refused to the same, approved and issued by another. */
export async function signByTwo({ page, browser, url }: { page: Page; browser: Browser; url: string }): Promise<void> {
  await expect(page.getByText('Nobody has signed yet.')).toBeVisible();
  await expectAccessible(page);
  await signAs(page, 'Sign as prepared', 'not the password of anybody');
  await expect(page.getByRole('alert', { name: 'The password is wrong' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Your password' }).fill(admin.password);
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(page.getByText('The report is in review.')).toBeVisible({ timeout: 60_000 });
  await signAs(page, 'Approve and issue', admin.password);
  await expect(page.getByRole('alert', { name: 'Another person has to approve this report' })).toBeVisible();
  await page.keyboard.press('Escape');

  const ben = { name: 'Ben Example', userName: 'ben', password: 'four eyes see more than two' };
  const made = await page.request.post('/api/v1/users', {
    headers: { 'x-sightglass': '1' },
    data: { userName: ben.userName, displayName: ben.name, role: 'approver', password: ben.password },
  });
  expect(made.status()).toBe(201);
  const second = await browser.newContext({ baseURL: url });
  const other = await second.newPage();
  await other.goto(page.url());
  await logIn(other, ben);
  await signAs(other, 'Approve and issue', ben.password);
  await expect(other.getByText('The report is issued and never changes.')).toBeVisible({ timeout: 60_000 });
  await expect(other.getByRole('table', { name: 'Signatures' }).getByRole('row')).toHaveCount(3);
  await second.close();
}

/** What was issued is there in every format, and its bundle is genuine. */
export async function downloadIssued(page: Page, dataDir: string): Promise<void> {
  await page.reload();
  const downloaded = (format: string) => downloadOf(page, new RegExp(`^${format} of report`));
  const read = async (format: string) => readFileSync(await downloaded(format));
  expect((await read('PDF')).subarray(0, 5).toString()).toBe('%PDF-');
  expect((await read('CSV')).length).toBeGreaterThan(100);
  expect(JSON.parse((await read('JSON')).toString('utf8'))).toMatchObject({ standing: { status: 'issued', mark: null } });
  const key = openSigningKey(dataDir).publicKey;
  const bundle = await checkBundle(await downloaded('Signed bundle'), key);
  expect(bundle).toMatchObject({ isGenuine: true, faults: [], signer: 'as expected', manifest: { report: { status: 'issued' } } });
  await expectAccessible(page);
}

async function signAs(on: Page, button: string, password: string): Promise<void> {
  await on.getByRole('button', { name: button }).click();
  await on.getByRole('textbox', { name: 'Your password' }).fill(password);
  await on.getByRole('button', { name: 'Sign', exact: true }).click();
}
