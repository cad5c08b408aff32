import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { type Browser, expect, type Page } from '@playwright/test';
import { sightglass } from '../support/command-line.ts';
import { composed } from './report-composing.ts';
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

/** What was issued is there in every format, as it was composed, and its bundle is genuine to the last byte. */
export async function downloadIssued(page: Page, dataDir: string): Promise<void> {
  await page.reload();
  const downloaded = (format: string) => downloadOf(page, new RegExp(`^${format} of report`));
  const read = async (format: string) => readFileSync(await downloaded(format));
  expect((await read('PDF')).subarray(0, 5).toString()).toBe('%PDF-');
  expect((await read('CSV')).length).toBeGreaterThan(100);
  const document = JSON.parse((await read('JSON')).toString('utf8'));
  expect(document).toMatchObject({ title: composed.title, standing: { status: 'issued', mark: null } });
  expect(document.sections.map(({ id }: { id: string }) => id)).not.toContain('method');
  expect(JSON.stringify(document.sections)).toContain(composed.ownText);
  expect(document.figures.map(({ caption }: { caption: string }) => caption).join()).toContain(composed.pinTitle);

  // The browser gives what it downloads a name of its own.
  const path = await downloaded('Signed bundle');
  const bundle = `${path}.zip`;
  copyFileSync(path, bundle);
  await expectAccessible(page);
  expect(await verified(bundle, dataDir)).toMatchObject({ isGenuine: true, faults: [], signer: 'as expected' });
  const bytes = readFileSync(bundle);
  bytes[bytes.indexOf('%PDF-') + 2000]! ^= 1;
  writeFileSync(bundle, bytes);
  const { isGenuine, faults } = await verified(bundle, dataDir);
  expect(isGenuine).toBe(false);
  expect(String(faults)).toMatch(/report-20\S+\.pdf/);
}

/** `sightglass verify BUNDLE`, as whoever received it would call it. */
async function verified(bundle: string, dataDir: string): Promise<Record<string, unknown>> {
  const { exitCode, json } = await sightglass(['verify', bundle, '--data', dataDir, '--json']);
  const answer = json();
  expect(exitCode).toBe(answer.isGenuine === true ? 0 : 1);
  return answer;
}

async function signAs(on: Page, button: string, password: string): Promise<void> {
  await on.getByRole('button', { name: button }).click();
  await on.getByRole('textbox', { name: 'Your password' }).fill(password);
  await on.getByRole('button', { name: 'Sign', exact: true }).click();
}
