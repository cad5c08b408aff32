import { expect, type Page, test } from '@playwright/test';
import { demoCircuit } from '../../server/simulation/circuit.ts';
import { writeLoggerCsv } from '../../server/simulation/logger-file.ts';
import { pumpCurveCycle, serviceScenario } from '../../server/simulation/service-tests.ts';
import { simulate } from '../../server/simulation/simulate.ts';
import { type DemoPlant, openDemoPlant } from './demo-plant.ts';
import { dropFile, expectAccessible } from './sightglass-page.ts';

test.describe.configure({ mode: 'serial' });

let plant: DemoPlant;
let page: Page;

/** A p-Q test of the demo plant's machine with its worn pump, as a logger would have written it. */
function pumpTestFile() {
  const cycle = pumpCurveCycle([38, 26, 21, 18.5, 16.6]);
  const recording = simulate(serviceScenario(cycle, { circuit: demoCircuit, faults: [{ id: 'P01', severity: 0.65 }], seed: 5 }));
  const text = [...writeLoggerCsv(recording, { startIso: '2026-10-05T06:00:00Z', delimiter: ';', rateHz: 10 })].join('');
  return { name: 'simulated_p-Q_test.csv', text, accepted: recording.durationS * 10, rejected: 0 };
}

test.beforeAll(async ({ browser }) => {
  plant = await openDemoPlant(browser);
  page = plant.page;
  await page.getByRole('link', { name: 'Systems' }).click();
  await page
    .getByRole('link', { name: /Baling press/ })
    .first()
    .click();
});
test.afterAll(() => plant?.close());

test('the tests of a system say whether they are possible', async () => {
  await page.getByRole('tab', { name: 'Tests' }).click();
  const pump = page.getByRole('region', { name: 'Pump curve (p-Q test)' });
  await expect(pump.getByText('Possible with this system’s channels and nameplates')).toBeVisible();
  await expect(page.getByText('No test was run on this system yet')).toBeVisible();
  await page.screenshot({ path: 'test-results/guided-tests.png' });
  await expectAccessible(page);
});

test('a technician is led through the steps; every tick is kept with its time', async () => {
  await page.getByRole('button', { name: 'Start test: Pump curve (p-Q test)' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('textbox', { name: 'Note' }).fill('Press got slow; meter 12');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Step 1 of 8')).toBeVisible();
  await page.screenshot({ path: 'test-results/guided-step.png', fullPage: true });
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await expect(page.getByText('Step 2 of 8')).toBeVisible();
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await expect(page.getByRole('button', { name: /hold for 15/ })).toBeVisible();
  await page.getByRole('textbox', { name: 'Note on this step' }).fill('valve stiff');
  await page.getByRole('button', { name: 'Save note' }).click();
  await page.reload();
  await expect(page.getByText('Step 3 of 8')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Note on this step' })).toHaveValue('valve stiff');
  await expect(page.getByRole('button', { name: /Connect load valve and meter.*ada/ })).toBeVisible();
});

test('the recording is attached, the steps are found in it, and the verdict opens its evidence', async () => {
  const run = page.url();
  await page.getByRole('link', { name: 'Baling press 2 (simulated)' }).first().click();
  await dropFile(page, pumpTestFile());
  await page.getByRole('button', { name: 'Start import' }).click();
  await expect(page.getByRole('heading', { name: 'simulated_p-Q_test' })).toBeVisible({ timeout: 60_000 });
  await page.goto(run);
  await page.getByRole('combobox', { name: 'Recording' }).click();
  await page.getByRole('option', { name: /p-Q/ }).click();
  await page.getByRole('button', { name: 'Evaluate' }).click();
  await expect(page.getByText(/Pump curve \(p-Q test\): alarm/)).toBeVisible();
  await expect(page.getByText(/internal leakage of the pump, fault P01/)).toBeVisible();
  await page.screenshot({ path: 'test-results/guided-result.png', fullPage: true });
  await expectAccessible(page);
  const result = page.getByRole('region', { name: 'Result' });
  await expect(result.getByRole('row', { name: /Volumetric efficiency/ })).toContainText('C2 row 1');
  await result
    .getByRole('row', { name: /Volumetric efficiency/ })
    .getByRole('link')
    .first()
    .click();
  await page.waitForURL(/tab=plot/);
  await page.goto(run);
});

test('evaluating again keeps the earlier result; German and dark read as well', async () => {
  await page.getByRole('textbox', { name: 'To (s)' }).fill('100');
  await page.getByRole('button', { name: 'Evaluate again' }).click();
  await expect(page.getByRole('heading', { name: 'Earlier evaluations' })).toBeVisible();
  await expect(
    page
      .getByRole('region', { name: 'Result' })
      .getByText(/not assessable/)
      .first(),
  ).toBeVisible();
  await page.evaluate(() => {
    localStorage.setItem('sightglass-language', 'de');
    localStorage.setItem('mantine-color-scheme-value', 'dark');
  });
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Ergebnis' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Bis (s)' }).fill('');
  await page.getByRole('button', { name: 'Neu auswerten' }).click();
  await expect(page.getByText(/innere Leckage der Pumpe/)).toBeVisible();
  await page.mouse.move(0, 0);
  await page.screenshot({ path: 'test-results/guided-result-de-dark.png', fullPage: true });
  await expectAccessible(page);
});

test('a report is made of the test where its verdict stands, in the language of the page unless another is chosen', async () => {
  await page.getByRole('button', { name: 'Bericht erstellen' }).click();
  const dialog = page.getByRole('dialog', { name: 'Bericht über diese Prüfung' });
  await expect(dialog.getByRole('radio', { name: 'Deutsch' })).toBeChecked();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/guided-report-dialog.png' });
  await dialog.getByRole('button', { name: 'Bericht erstellen' }).click();
  await expect(page.getByRole('heading', { name: /^Bericht 20/ })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('button', { name: 'Neu einfrieren' })).toBeVisible();
  await page.screenshot({ path: 'test-results/guided-report.png', fullPage: true });
});

test('on the page of a system a report is made of a period; without its days it is not begun', async () => {
  await page.goto('/systems');
  await page
    .getByRole('link', { name: /Baling press/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Bericht erstellen' }).click();
  const dialog = page.getByRole('dialog', { name: 'Bericht über einen Zeitraum dieser Anlage' });
  await dialog.getByRole('button', { name: 'Bericht erstellen' }).click();
  await expect(dialog.getByText('Wählen Sie einen Tag.').first()).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel('Erster Tag').fill('2026-10-05');
  await dialog.getByLabel('Letzter Tag').fill('2026-10-05');
  await page.screenshot({ path: 'test-results/period-report-dialog.png' });
  await dialog.getByRole('button', { name: 'Bericht erstellen' }).click();
  await expect(page.getByRole('heading', { name: /^Bericht 20/ })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/5\. ?Oktober 2026|05\.10\.2026|5\.10\.2026/).first()).toBeVisible();
});
