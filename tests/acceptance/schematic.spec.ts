import { type APIRequestContext, type BrowserContext, expect, type Page, test } from '@playwright/test';
import { startServer, type TestServer } from '../support/server.ts';
import { pressFile } from './logger-file.ts';
import { makePlant, type PlotPlant } from './plot-plant.ts';
import { becomeAdmin, expectAccessible } from './sightglass-page.ts';

test.describe.configure({ mode: 'serial' });

let server: TestServer;
let context: BrowserContext;
let page: Page;
let plant: PlotPlant;

const parts = [
  ['motor', 'Drive motor', {}],
  ['pump', 'Main pump', { displacementCm3: 16, ratedSpeedRpm: 1450, pumpType: 'axial piston, pressure compensated' }],
  ['check-valve', 'Pump check valve', {}],
  ['relief-valve', 'Main relief valve', { settingBar: 200 }],
  ['accumulator', 'Accumulator', {}],
  ['directional-valve', 'Press valve', {}],
  ['cylinder', 'Press cylinder', {}],
  ['filter', 'Return line filter', {}],
  ['cooler', 'Oil cooler', {}],
  ['reservoir', 'Oil tank', {}],
  ['other', 'Quick coupling', {}],
] as const;

async function addComponents(request: APIRequestContext): Promise<void> {
  for (const [kind, name, nameplate] of parts) {
    const url = `/api/v1/systems/${plant.systemId}/components`;
    const reply = await request.post(url, { headers: { 'x-sightglass': '1' }, data: { kind, name, nameplate } });
    expect(reply.status()).toBe(201);
  }
}

/** Diagnosed again, now that the components are known. */
async function diagnose(request: APIRequestContext): Promise<void> {
  const own = { headers: { 'x-sightglass': '1' } };
  const job = (await (await request.post(`/api/v1/recordings/${plant.recordingId}/diagnoses`, own)).json()) as { id: string };
  await expect.poll(async () => (await (await request.get(`/api/v1/jobs/${job.id}`)).json()).state).toBe('done');
}

test.beforeAll(async ({ browser }) => {
  server = await startServer();
  context = await browser.newContext({ baseURL: server.url, viewport: { width: 1366, height: 768 } });
  page = await context.newPage();
  await becomeAdmin(page, server.setupUrl ?? '');
  plant = await makePlant(context.request, pressFile());
  await addComponents(context.request);
  await diagnose(context.request);
});
test.afterAll(async () => {
  await context?.close();
  await server?.stop();
});

const drawing = () => page.getByRole('region', { name: 'Schematic of Press 7' });

test('the schematic shows every component once and what nobody judged as unknown', async () => {
  await page.goto(`/systems/${plant.systemId}?tab=schematic`);
  await expect(drawing().locator('a[data-state]')).toHaveCount(parts.length);
  for (const [, name] of parts) await expect(drawing().getByRole('link', { name: new RegExp(`^${name}, `) })).toHaveCount(1);
  await expect(drawing().getByRole('link', { name: 'Oil cooler, Cooler: Unknown' })).toHaveAttribute('data-state', 'unknown');
  await expectAccessible(page);
});

test('a sensor stands at its component with its last value and leads to its curve', async () => {
  // 45 °C at the start, one more every two minutes, ten minutes long.
  const tank = drawing().getByRole('link', { name: /^T_T (50|49\.99)\s°C, Tank oil temperature/ });
  await expect(tank).toHaveCount(1);
  await page.screenshot({ path: 'test-results/schematic-light.png', fullPage: true });
  await tank.click();
  await expect(page).toHaveURL(/channel=T_T/);
  await page.goBack();
});

test('a symbol leads by keyboard to the grade of its component', async () => {
  await drawing()
    .getByRole('link', { name: /^Oil cooler, / })
    .focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/tab=health.*#component-cooler/);
  await expect(page.locator('#component-cooler')).toBeInViewport();
});

test('the same stands there as a list, in the dark and in German', async () => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.evaluate(() => localStorage.setItem('sightglass-language', 'de'));
  await page.goto(`/systems/${plant.systemId}?tab=schematic`);
  await page.getByText('Der Schaltplan als Liste').click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Oil cooler, Kühler: Unbekannt' })).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/schematic-dark.png', fullPage: true });
  await page.evaluate(() => localStorage.setItem('sightglass-language', 'en'));
  await page.emulateMedia({ colorScheme: 'light' });
});

test('the diagnosis shows where in the circuit it found something', async () => {
  await page.goto(`/recordings/${plant.recordingId}?tab=diagnosis`);
  const small = page.getByRole('region', { name: 'Where in the circuit' });
  await expect(small.locator('a[data-state]')).toHaveCount(parts.length);
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/schematic-diagnosis.png' });
  await small.getByRole('link', { name: /^Oil cooler, / }).click();
  await expect(page).toHaveURL(/tab=diagnosis#indicators/);
});
