import { readFileSync } from 'node:fs';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { startServer, type TestServer } from '../support/server.ts';
import { pressFile } from './logger-file.ts';
import { importFile, makePlant, type PlotPlant } from './plot-plant.ts';
import { becomeAdmin, expectAccessible } from './sightglass-page.ts';

test.describe.configure({ mode: 'serial' });

let server: TestServer;
let context: BrowserContext;
let page: Page;
let plant: PlotPlant;
const failures: string[] = [];

test.beforeAll(async ({ browser }) => {
  server = await startServer();
  context = await browser.newContext({ baseURL: server.url });
  page = await context.newPage();
  page.on('pageerror', (error) => failures.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 40[0-9]/.test(message.text())) failures.push(message.text());
  });
  await becomeAdmin(page, server.setupUrl ?? '');
  plant = await makePlant(context.request, pressFile());
});
test.afterAll(async () => {
  await context?.close();
  await server?.stop();
});

const visibleRange = () => page.getByRole('status', { name: 'Visible range' });
const pane = (name: string | RegExp) => page.getByRole('figure', { name });
const plot = () => page.getByRole('group', { name: 'Plot' });

const mode = (name: string) => page.getByRole('radiogroup', { name: 'What is plotted' }).getByText(name).click();

async function openPlot(): Promise<void> {
  await page.goto(`/recordings/${plant.recordingId}`);
  await expect(visibleRange()).toContainText('(10 min)');
  await expect(pane(/^p_P: visible: min .* max 240/)).toBeVisible();
}

test('the time axis is moved, zoomed, and gone back through by keyboard', async () => {
  await openPlot();
  await plot().focus();
  for (const key of ['+', '+', '+', '+']) await page.keyboard.press(key);
  await page.keyboard.press('End');
  await expect(visibleRange()).toContainText('– 08:09:59 (4 min 6 s)');
  await expect(page.getByRole('button', { name: 'Zoom back' })).toHaveAttribute('aria-disabled', 'false');
  const zoomed = await visibleRange().textContent();
  await page.keyboard.press('0');
  await expect(visibleRange()).toContainText('(10 min)');
  await page.keyboard.press('Backspace');
  await expect(visibleRange()).toHaveText(zoomed ?? '');
  await page.keyboard.press('Shift+Backspace');
  await expect(visibleRange()).toContainText('(10 min)');
});

test('panes are merged with an axis for each unit, reordered and split, and a link shows the same again', async () => {
  await openPlot();
  await page.getByRole('button', { name: 'Pane Q_P' }).click();
  await expectAccessible(page);
  await page.getByRole('menuitem', { name: 'Merge with the pane above' }).click();
  await expect(pane(/^p_P: .* bar; Q_P: .* l\/min$/)).toBeVisible();
  await plot().focus();
  await page.keyboard.press('+');
  await page.keyboard.press('a');
  await expect(page).toHaveURL(/view=.*cursors/);
  await expect(visibleRange()).toContainText('(8 min)');
  await expectAccessible(page);
  const range = await visibleRange().textContent();

  const elsewhere = await context.newPage();
  await elsewhere.goto(page.url());
  await expect(elsewhere.getByRole('figure', { name: /^p_P: .* bar; Q_P: .* l\/min$/ })).toBeVisible();
  await expect(elsewhere.getByRole('status', { name: 'Visible range' })).toHaveText(range ?? '');
  await elsewhere.close();

  await page.getByRole('button', { name: 'Pane p_P, Q_P' }).click();
  await page.getByRole('menuitem', { name: 'Split into panes' }).click();
  await expect(pane(/^Q_P: [^;]*$/)).toBeVisible();
});

test('limits stand in the pane with their source and can be taken away', async () => {
  await openPlot();
  const limits = page.getByRole('switch', { name: 'Limits' });
  await expect(limits).toBeChecked();
  const canvas = pane(/^p_P/).locator('canvas');
  const withLimits = await canvas.screenshot();
  await limits.uncheck();
  await expect(async () => expect((await canvas.screenshot()).equals(withLimits)).toBe(false)).toPass();
  await expect(page).toHaveURL(/limits/);
});

test('two cursors read values, their distance, and what lies between them', async () => {
  await openPlot();
  await page.getByRole('button', { name: 'Set cursor A' }).click();
  await page.getByRole('button', { name: 'Set cursor B' }).click();
  const cursors = page.getByRole('group', { name: 'Cursors' });
  await expect(cursors).toContainText(/Δt 199.9667\s/);
  await expect(cursors).toContainText(/1\/Δt 0.005001\s/);
  const row = page.getByRole('table', { name: 'Values at the cursors and between them' }).getByRole('row', { name: 'p_P' });
  // Two hundred seconds at ten samples a second without the pause of half a minute.
  await expect(row).toContainText(/1,70[01]/);
  const before = await row.textContent();
  await expectAccessible(page);

  const box = await page.locator('[data-key="b"]').first().boundingBox();
  if (!box) throw new Error('cursor B is not visible');
  await page.mouse.move(box.x + 5, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x - 95, box.y + 60, { steps: 5 });
  await page.mouse.up();
  await expect(cursors).not.toContainText(/Δt 199.9667\s/);
  await expect(row).not.toHaveText(before ?? '');
  await plot().focus();
  await page.keyboard.press('Escape');
  await expect(cursors).toBeHidden();
});

test('a note is written on a marked stretch, edited, shown in the lane, and a conflict is told', async () => {
  await openPlot();
  await page.getByRole('radiogroup', { name: 'What dragging does' }).getByText('Note').click();
  const box = await pane(/^p_P/).locator('.u-over').boundingBox();
  if (!box) throw new Error('no pane is visible');
  await page.mouse.move(box.x + 200, box.y + 50);
  await page.mouse.down();
  await page.mouse.move(box.x + 300, box.y + 50, { steps: 5 });
  await page.mouse.up();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Note' }).fill('Pump hunts');
  await dialog.getByRole('combobox', { name: 'Tags' }).fill('pump');
  await page.keyboard.press('Enter');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  const mark = page.getByRole('list', { name: 'Notes' }).getByRole('button', { name: 'Pump hunts' });
  await expect(mark).toBeVisible();
  await page.getByRole('tab', { name: 'Notes (1)' }).click();
  await expect(page.getByRole('switch', { name: 'In the report' })).toBeChecked();
  await expectAccessible(page);

  await mark.click();
  const { items } = (await (await context.request.get(`/api/v1/recordings/${plant.recordingId}/annotations`)).json()) as {
    items: { id: string; version: number }[];
  };
  const [note] = items;
  await context.request.patch(`/api/v1/recordings/${plant.recordingId}/annotations/${note?.id}`, {
    headers: { 'x-sightglass': '1' },
    data: { text: 'Pump hunts, says Theo', version: note?.version },
  });
  await dialog.getByRole('textbox', { name: 'Note' }).fill('Mine');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Somebody else has changed this annotation');
  await expect(dialog.getByRole('textbox', { name: 'Note' })).toHaveValue('Mine');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Edit Pump hunts, says Theo' })).toBeVisible();

  await plot().focus();
  await page.keyboard.press('n');
  await expect(dialog.getByRole('textbox', { name: 'Note' })).toHaveValue('');
  await dialog.getByRole('textbox', { name: 'Note' }).fill('A point');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Delete A point' }).click();
  await page.getByRole('button', { name: 'Really delete' }).click();
  await expect(page.getByRole('tab', { name: 'Notes (1)' })).toBeVisible();
});

test('a view is saved, renamed, shown again and deleted', async () => {
  await openPlot();
  await plot().focus();
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  // Twice to four fifths of ten minutes; the second key shows a moment after the first.
  await expect(visibleRange()).toContainText('(6 min 24 s)');
  const range = await visibleRange().textContent();
  await page.getByRole('button', { name: 'Views' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name of the view' }).fill('Zoomed');
  await dialog.getByRole('button', { name: 'Save view' }).click();
  await dialog.getByRole('button', { name: 'Rename Zoomed' }).click();
  await dialog.getByRole('textbox', { name: 'Name of the view' }).last().fill('Middle');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('button', { name: 'Show Middle' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await openPlot();
  await page.getByRole('button', { name: 'Views' }).click();
  await dialog.getByRole('button', { name: 'Show Middle' }).click();
  await expect(visibleRange()).toHaveText(range ?? '');
  await page.getByRole('button', { name: 'Views' }).click();
  await dialog.getByRole('button', { name: 'Delete Middle' }).click();
  await page.getByRole('button', { name: 'Really delete' }).click();
  await expect(dialog.getByText('No saved views yet.')).toBeVisible();
});

test('one channel is drawn over another in the visible range', async () => {
  await openPlot();
  await mode('XY');
  await page.getByLabel('Across (x)').selectOption({ label: 'Q_P [l/min]' });
  await page.getByLabel('Up (y)').selectOption({ label: 'p_P [bar]' });
  await expect(page.getByRole('figure', { name: 'p_P [bar] over Q_P [l/min]' })).toBeVisible();
  await expect(page.getByText(/of 5,700 pairs shown/)).toBeVisible();
  await expect(page).toHaveURL(/xy/);
  await expectAccessible(page);
});

test('a spectrum shows its peaks, and orders that cannot be seen say what would help', async () => {
  await openPlot();
  await mode('Spectrum');
  await expect(page.getByRole('figure', { name: 'Spectrum of p_P' })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Peaks' })).toBeVisible();
  await page.getByRole('radiogroup', { name: 'Axis' }).getByText('Orders').click();
  await expect(page.getByText('no speed is chosen')).toBeVisible();
  await page.getByRole('textbox', { name: 'Speed in rpm' }).fill('1450');
  await expect(page.locator('[data-not-computable]').getByText('What would help:')).toBeVisible();
  await expectAccessible(page);
});

test('cycles lie over one another, and one of them leads to its place in time', async () => {
  await openPlot();
  await mode('Cycles');
  await expect(page.getByRole('figure', { name: /^p_P in 7 cycles$/ })).toBeVisible();
  await page.getByRole('textbox', { name: /^Cycles/ }).fill('2-4');
  await expect(page.getByRole('figure', { name: /^p_P in 3 cycles$/ })).toBeVisible();
  await page.getByRole('textbox', { name: /^Cycles/ }).fill('x');
  await expect(page.getByText('For example 1-5, 12')).toBeVisible();
  await page.getByRole('textbox', { name: /^Cycles/ }).fill('2-4');
  await expectAccessible(page);
  await page.getByRole('group', { name: 'Cycles' }).getByRole('button', { name: 'Cycle 3' }).click();
  await expect(visibleRange()).toContainText(/\((1\smin|60\ss|5\d.*s)/);
});

test('another recording lies over this one, aligned by a trigger', async () => {
  const { text } = pressFile();
  const [head, ...rows] = text.split('\n');
  // The same press a day later; the logger was started ten seconds into the first cycle.
  const later = [head, ...rows.slice(100)].join('\n').replaceAll('2026-05-04T', '2026-05-05T');
  await importFile(context.request, plant.systemId, { name: 'tuesday.csv', text: later, accepted: 0, rejected: 0 });
  await openPlot();
  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByLabel('Lay over this recording').selectOption({ label: 'tuesday.csv' });
  const compared = pane(/^p_P: .*; p_P · tuesday\.csv: visible: min /);
  await expect(compared.locator('canvas')).toBeVisible();
  await page.getByLabel('Align by').selectOption('trigger');
  await expect(page.getByText('Choose a channel and a level.')).toBeVisible();
  await page.getByLabel('Channel', { exact: true }).selectOption({ label: 'p_P [bar]' });
  await page.getByRole('textbox', { name: 'Level' }).fill('150');
  await expect(page.getByText('The other recording is moved by 10 s.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('textbox', { name: 'Number there' }).fill('99');
  await expect(page.getByText(/There are \d+ such instants here/)).toBeVisible();
});

test('panes keep their canvas when the window changes its size', async () => {
  await openPlot();
  await page.evaluate(() => {
    const seen = window as unknown as { removedPlots: number };
    seen.removedPlots = 0;
    new MutationObserver((changes) => {
      for (const { removedNodes } of changes)
        for (const node of removedNodes) if (node instanceof Element && node.matches('.uplot')) seen.removedPlots++;
    }).observe(document.body, { childList: true, subtree: true });
  });
  const canvas = pane(/^p_P/).locator('canvas');
  const before = await canvas.boundingBox();
  await page.setViewportSize({ width: 1700, height: 1000 });
  await expect(async () => expect((await canvas.boundingBox())?.width).toBeGreaterThan((before?.width ?? 0) + 100)).toPass();
  await page.setViewportSize({ width: 1366, height: 768 });
  await expect(async () => expect((await canvas.boundingBox())?.width).toBeCloseTo(before?.width ?? 0, 0)).toPass();
  expect(await page.evaluate(() => (window as unknown as { removedPlots: number }).removedPlots)).toBe(0);
});

test('a channel is computed from others: errors are shown at their place, then its unit, then its curve', async () => {
  await openPlot();
  await page.getByRole('button', { name: 'Compute a channel' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('P_hyd');
  const expression = dialog.getByRole('textbox', { name: 'Expression' });
  await expression.fill("'p_P' + 'T_T'");
  await expect(dialog.getByRole('status').getByRole('listitem').first()).toBeVisible();
  await expectAccessible(page);
  await expect(dialog.getByRole('button', { name: 'Compute' })).toBeDisabled();
  await expression.fill("'p_P' * 'Q_P'");
  await expect(dialog.getByText('Result in kW')).toBeVisible();
  await dialog.getByRole('button', { name: 'Compute' }).click();
  await expect(dialog.getByRole('button', { name: 'Delete P_hyd' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('checkbox', { name: /^P_hyd/ }).check();
  await expect(pane(/^P_hyd: visible: min .* kW/).locator('canvas')).toBeVisible();

  await page.getByRole('button', { name: 'Compute a channel' }).click();
  await dialog.getByRole('button', { name: 'Delete P_hyd' }).click();
  await page.getByRole('button', { name: 'Really delete' }).click();
  await expect(dialog.getByText('Nothing is computed yet.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(pane(/^P_hyd/)).toBeHidden();
  await plot().focus();
  await page.keyboard.press('+');
  await expect(pane(/^p_P: visible: min /)).toBeVisible();
  await expect(page.getByRole('alert')).toBeHidden();
});

test('what a channel is can be corrected on the page of its recording, and a new diagnosis is offered', async () => {
  await openPlot();
  await page.getByRole('tab', { name: 'Channels', exact: true }).first().click();
  const table = page.getByRole('table', { name: 'What are the channels?' });
  const choice = table.getByRole('combobox', { name: 'What is P_el?' });
  await expect(choice).toHaveValue('P_el');
  await expect(page.getByRole('button', { name: 'Nothing changed' })).toBeDisabled();
  await choice.click();
  await page.getByRole('option', { name: 'none of these signals' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save 1 change' }).click();
  await expect(page.getByRole('status').getByText('A diagnosis that was made before')).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expect(choice).toHaveValue('none of these signals');
});

test('files that do not belong together are all listed once they are imported', async () => {
  const { text } = pressFile();
  const [head, ...rows] = text.split('\n');
  const later = [head, ...rows.slice(0, 400)].join('\n').replaceAll('2026-05-04T', '2026-07-05T');
  const other = ['time;Level [%]', ...rows.slice(0, 200).map((row) => `${row.split(';')[0]?.replace('2026-05-04T', '2026-07-06T')};50.5`)];
  await page.goto(`/import?systemId=${plant.systemId}`);
  const files = [later, other.join('\n')].map((content, i) => ({
    name: `file ${i}.csv`,
    mimeType: 'text/csv',
    buffer: Buffer.from(content),
  }));
  await page.getByLabel('Choose files').setInputFiles(files);
  await page.getByRole('button', { name: 'Start import' }).click();
  await expect(page.getByRole('heading', { name: '2 recordings' })).toBeVisible({ timeout: 60_000 });
  // The verdicts, which may come any moment, are links, too.
  await expect(
    page
      .getByRole('table', { name: 'Recordings' })
      .getByRole('row')
      .filter({ has: page.getByRole('cell') }),
  ).toHaveCount(2);
  await expectAccessible(page);
});

test('what is shown is exported as PNG, SVG and CSV', async () => {
  await openPlot();
  const exported = async (name: string) => {
    await page.getByRole('button', { name: 'Export' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name }).click();
    return readFileSync(await (await download).path());
  };
  const svg = (await exported('Picture of what is shown (SVG)')).toString('utf8');
  for (const words of ['press.csv', 'Press 7', 'p_P [bar]', 'Q_P [l/min]', 'SHA-256', 'Manual of the press, page 12', 'Europe/Berlin'])
    expect(svg).toContain(words);
  const png = await exported('Picture of what is shown (PNG)');
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.readUInt32BE(16)).toBe(2400);
  expect((await exported('Samples of the shown range (CSV)')).toString('utf8')).toContain('p_P');
});

test('nothing broke and nothing was refused by the content security policy on the way', () => {
  expect(failures).toEqual([]);
});
