import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';
import type { LoggerFile } from './logger-file.ts';

export const admin = { name: 'Ada Admin', userName: 'ada', password: 'a long enough passphrase' };

/** Makes the first administrator by the one-time link; the page is logged in afterwards. */
export async function becomeAdmin(page: Page, setupUrl: string): Promise<void> {
  await page.goto(setupUrl);
  await page.getByRole('textbox', { name: 'Full name' }).fill(admin.name);
  await page.getByRole('textbox', { name: 'User name' }).fill(admin.userName);
  await page.getByRole('textbox', { name: 'Password' }).fill(admin.password);
  await page.getByRole('button', { name: 'Create administrator' }).click();
  await page.getByRole('button', { name: `Account of ${admin.name}` }).waitFor();
}

export async function logIn(page: Page, who: { userName: string; password: string } = admin): Promise<void> {
  await page.getByRole('textbox', { name: 'User name' }).fill(who.userName);
  await page.getByRole('textbox', { name: 'Password' }).fill(who.password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

/** Opens a dialog by its button, fills it, saves it, and waits until it is gone. */
export async function saveDialog(page: Page, button: string, fill: (dialog: Locator) => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  const dialog = page.getByRole('dialog');
  await fill(dialog);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
}

/** Follows a link that downloads; answers with the path of what has arrived whole. */
export async function downloadOf(page: Page, link: RegExp): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: link }).click();
  return (await download).path();
}

/** Drops a file on the page as a person does: no file dialog, a real DataTransfer. */
export async function dropFile(page: Page, file: LoggerFile): Promise<void> {
  const transfer = await page.evaluateHandle(({ name, text }) => {
    const data = new DataTransfer();
    data.items.add(new File([text], name, { type: 'text/csv' }));
    return data;
  }, file);
  await page.getByText('Drop the logger').dispatchEvent('drop', { dataTransfer: transfer });
}

/** No violation of WCAG 2.2 A and AA that a machine can find. */
export async function expectAccessible(page: Page): Promise<void> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  const words = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 200)).join(' | ')}`);
  expect(words, `accessibility of ${page.url()}`).toEqual([]);
}

/** In these columns of a table (from 0), every number leads to what it rests on. */
export async function expectNumbersOpen(page: Page, caption: string | RegExp, columns: readonly number[]): Promise<void> {
  const rows = page.getByRole('table', { name: caption, exact: true }).first().locator('tbody tr');
  await expect(rows.first()).toBeVisible();
  const closed = await rows.evaluateAll(
    (all, wanted) =>
      all
        .flatMap((row) =>
          [...row.children].filter((cell, i) => wanted.includes(i) && /\d/.test(cell.textContent ?? '') && !cell.querySelector('a')),
        )
        .map((cell) => cell.textContent),
    columns,
  );
  expect(closed, `numbers of ${caption} that open nothing`).toEqual([]);
}

/** No sentence of the fault catalogue or the engine stands on the German page in English. */
export async function expectNoEnglish(page: Page): Promise<void> {
  const { texts } = (await (await page.request.get('/api/v1/wordings/de')).json()) as { texts: Record<string, string> };
  const sentences = Object.keys(texts).filter((text) => text.length >= 15 && text.includes(' ') && !text.includes('{'));
  const english = async () => {
    // biome-ignore lint/performance/useDomNodeTextContent: only what is shown counts
    const shown = await page.locator('main').innerText();
    // With what stands around it: the page is long.
    return sentences.flatMap((text) => (shown.includes(text) ? [shown.slice(Math.max(shown.indexOf(text) - 60, 0)).slice(0, 160)] : []));
  };
  await expect.poll(english).toEqual([]);
}

/** Cancels the import in the very frame in which it can be: a fast one is over before a robot has looked at the button from all sides. */
export async function cancelAtOnce(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const running = [...document.querySelectorAll('[data-job="running"]')].find((line) => line.textContent?.startsWith('Import'));
    const button = running?.querySelector('button');
    button?.click();
    return button !== null && button !== undefined;
  });
}
