import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './sightglass-page.ts';

export const composed = {
  title: 'Press 7: is the pump worn?',
  ownText: 'Seen on site: the shaft seal drips.',
  pinTitle: 'Pressure when the press closes',
  sentence: 'The supply pressure follows the closing of the press.',
} as const;

/** From a diagnosis to a draft that says what the person wants to say, ready to be signed. */
export async function composeReport(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Make report' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make report' }).click();
  await expect(page.getByRole('heading', { name: /^Report 20/ })).toBeVisible({ timeout: 60_000 });
  const draft = page.url();
  await page.getByRole('link', { name: 'Open diagnosis' }).click();
  await pinFromPlot(page);
  await page.goto(draft);
  await composeByKeyboard(page);
  await meetAnotherWindow(page);
  await composerInGermanAndDark(page);
}

/** In the plot: what is shown now becomes a figure of the draft. */
async function pinFromPlot(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Plot' }).click();
  await page.getByRole('button', { name: 'Pin to report' }).click();
  const dialog = page.getByRole('dialog', { name: 'Pin to report' });
  await expect(dialog.getByRole('combobox', { name: 'Draft' })).toHaveValue(/^20/);
  await dialog.getByRole('textbox', { name: 'Title' }).fill(composed.pinTitle);
  await dialog.getByRole('textbox', { name: 'What it shows, in one sentence' }).fill(composed.sentence);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(/^Pinned to report 20/)).toBeVisible();
}

/** From the page of a draft into the composer and back, by keyboard: a section left out, a paragraph worded anew, a text added. */
async function composeByKeyboard(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Compose', exact: true }).click();
  await expect(page.getByRole('heading', { name: /^Compose report 20/ })).toBeVisible();
  await expect(page.getByText(composed.pinTitle)).toBeVisible();

  await previewChanges(page, async () => {
    const method = page.getByRole('switch', { name: 'Include section “Method”' });
    await method.focus();
    await page.keyboard.press('Space');
    await expect(method).not.toBeChecked();
    await expect(method).toBeFocused();
  });

  const summary = page.locator('[data-section="summary"]');
  await summary.getByRole('button', { name: 'Summary' }).press('Enter');
  await previewChanges(page, async () => {
    await summary.getByRole('button', { name: 'Word it anew' }).first().press('Enter');
    const wording = summary.getByRole('textbox', { name: 'Wording' });
    await expect(wording).toBeFocused();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type(' Read this first.');
    await expectAccessible(page);
    await summary.getByRole('button', { name: 'Save' }).press('Enter');
    await expect(wording).toBeHidden();
    await expect(summary.getByText('worded by ada')).toBeVisible();
    await expect(summary.getByRole('button', { name: 'Word it anew' }).first()).toBeFocused();
  });

  await previewChanges(page, async () => {
    await summary.getByRole('button', { name: 'Add text of your own' }).press('Enter');
    await expect(summary.getByRole('textbox', { name: 'Heading' })).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.type(composed.ownText);
    await summary.getByRole('button', { name: 'Add', exact: true }).press('Enter');
    await expect(summary.getByText('ada, at the end')).toBeVisible();
    await expect(summary.getByRole('button', { name: 'Add text of your own' })).toBeFocused();
  });
}

/** Two windows on one draft: whoever is later is told, and loses nothing of what was typed. */
async function meetAnotherWindow(page: Page): Promise<void> {
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByRole('switch', { name: 'Include section “Recommendations”' }).press('Space');
  await expect(other.getByRole('switch', { name: 'Include section “Recommendations”' })).not.toBeChecked();
  await expect(other.getByRole('region', { name: 'Preview' })).toHaveAttribute('aria-busy', 'false');
  await other.close();

  const title = page.getByRole('textbox', { name: 'Title' });
  await title.fill(composed.title);
  await title.press('Enter');
  const alert = page.getByRole('alert', { name: 'Somebody else has changed this draft' });
  await expect(alert).toBeVisible();
  await expect(page.getByText('Not saved yet: press Enter to send it again.')).toBeVisible();
  await expectAccessible(page);
  await alert.getByRole('button', { name: 'Load again' }).click();
  await expect(alert).toBeHidden();
  await expect(page.getByRole('switch', { name: 'Include section “Recommendations”' })).not.toBeChecked();
  await expect(title).toHaveValue(composed.title);
  await previewChanges(page, () => title.press('Enter'));
  await expect(page.getByText('Not saved yet')).toBeHidden();
}

/** The same page in German and in the dark; then back as it was. */
async function composerInGermanAndDark(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.getByText('DE', { exact: true }).click();
  await expect(page.getByRole('heading', { name: /^Bericht .+ zusammenstellen$/ })).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/composer-de-dark.png' });
  await page.getByText('EN', { exact: true }).click();
  await page.emulateMedia({ colorScheme: 'light' });
  await page.getByRole('link', { name: /^To the report/ }).click();
}

/** What the person sees as pages is typeset anew. */
async function previewChanges(page: Page, act: () => Promise<void>): Promise<void> {
  const preview = page.getByRole('region', { name: 'Preview' });
  const first = preview.getByRole('img').first();
  await expect(preview).toHaveAttribute('aria-busy', 'false');
  const before = (await first.getAttribute('src')) ?? '';
  await act();
  await expect(first).not.toHaveAttribute('src', before);
  await expect.poll(() => first.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0)).toBe(true);
}
