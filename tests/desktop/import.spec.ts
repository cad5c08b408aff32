import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ElectronApplication, expect, type Page, test } from '@playwright/test';
import type { Bridge } from '../../electron/bridge.schema.ts';
import { longFile } from '../acceptance/logger-file.ts';
import { launch, newProfile, type Profile } from './desktop-app.ts';
import { expectAccessible, setUp } from './desktop-page.ts';

test.describe.configure({ mode: 'serial' });

let profile: Profile;
let running: ElectronApplication;
let page: Page;

test.beforeAll(async () => {
  profile = newProfile();
  running = await launch(profile);
  page = await running.firstWindow();
  await setUp(page);
});
test.afterAll(async () => {
  await running?.close();
  profile?.remove();
});

/** Chooses an entry of the application's menu as a person does. */
function chooseFromMenu(label: string): Promise<void> {
  return running.evaluate(({ Menu }, wanted) => {
    const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []) ?? [];
    items.find((item) => item.label === wanted)?.click();
  }, label);
}

test('the menu leads to a page without loading the application anew', async () => {
  await page.evaluate(() => Reflect.set(window, 'isSamePage', true));
  await chooseFromMenu('&Jobs');
  await expect(page.getByRole('heading', { level: 1, name: 'Jobs' })).toBeVisible();
  // The demo is being built: it ends by itself, and then there is a system to import into.
  await chooseFromMenu('&Systems');
  await expect(page.getByRole('link', { name: /pump|simulated/i }).first()).toBeVisible({ timeout: 120_000 });
  await chooseFromMenu('&Import measurements…');
  await expect(page.getByText('Drop the logger')).toBeVisible();
  expect(await page.evaluate(() => Reflect.get(window, 'isSamePage'))).toBe(true);
  await expectAccessible(page);
});

test('an upload that is cancelled in the window stops at the server, too', async () => {
  await page.evaluate(() => {
    const transfer = new DataTransfer();
    // Half a gigabyte of the same block: no file on this disk, and no second of it in the page's memory.
    const block = new Blob([new Uint8Array(16 * 1024 * 1024)]);
    transfer.items.add(new File(Array<Blob>(32).fill(block), 'endless.csv', { type: 'text/csv' }));
    const zone = [...document.querySelectorAll('p')].find((text) => text.textContent?.startsWith('Drop the logger'));
    zone?.dispatchEvent(new DragEvent('drop', { bubbles: true, dataTransfer: transfer }));
  });
  await page.getByRole('button', { name: 'Start import' }).click();
  await expect(page.getByText(/^[1-9][\d.]*\sMiB \/ 512\sMiB/)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Drop the logger')).toBeVisible();
  const files = join(profile.folder, 'data', 'files');
  await expect.poll(() => readdirSync(join(files, 'uploads')), { timeout: 5000 }).toEqual([]);
  const kept = readdirSync(join(files, 'objects'), { recursive: true, encoding: 'utf8' }).map(
    (name) => statSync(join(files, 'objects', name)).size,
  );
  expect(Math.max(0, ...kept)).toBeLessThan(512 * 1024 * 1024);
});

test('the page cannot make the server read a path, whatever it says it is', async () => {
  const codes = await page.evaluate(async () => {
    const body = JSON.stringify({ files: [{ path: '/etc/passwd', name: 'passwd' }] });
    const said: string[] = [];
    for (const shell of ['', '1', '0'.repeat(64)]) {
      const headers = { 'content-type': 'application/json', 'x-sightglass': '1', ...(shell && { 'x-sightglass-shell': shell }) };
      const reply = await fetch('/api/v1/uploads/from-paths', { method: 'POST', headers, body });
      said.push(((await reply.json()) as { code: string }).code);
    }
    return said;
  });
  expect(codes).toEqual(['shell-only', 'shell-only', 'shell-only']);
  const made = await page.evaluate(() => (Reflect.get(window, 'sightglass') as Bridge).handInFiles([new File(['a'], '/etc/passwd')]));
  expect(made).toBeNull();
});

test('a file chosen in the window is handed in by its path and opens as a recording', async ({ browserName: _ }, info) => {
  const { name, text } = longFile(200_000);
  const path = info.outputPath(name);
  writeFileSync(path, text);
  await page.evaluate(() => {
    const asked: string[] = [];
    Reflect.set(window, 'asked', asked);
    const { fetch, XMLHttpRequest: Xhr } = window;
    window.fetch = (input, init) => {
      asked.push(String(input));
      return fetch(input, init);
    };
    const { open } = Xhr.prototype;
    Xhr.prototype.open = function (this: XMLHttpRequest, method: string, url: string | URL) {
      asked.push(String(url));
      open.call(this, method, url, true);
    };
  });
  await page.getByLabel('Choose files').setInputFiles(path);
  await page.getByRole('textbox', { name: /^Name of the recording/ }).fill('From the window');
  await page.getByRole('button', { name: 'Start import' }).click();
  await expect(page.getByRole('heading', { name: 'From the window' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('200,000 accepted, 0 rejected')).toBeVisible();
  // Its path went to the server, its bytes did not pass through the window.
  const asked = await page.evaluate(() => Reflect.get(window, 'asked') as string[]);
  expect(asked.some((address) => address.startsWith('/api/v1/imports'))).toBe(true);
  expect(asked.filter((address) => address.startsWith('/api/v1/uploads'))).toEqual([]);
  const sha256 = createHash('sha256').update(text).digest('hex');
  expect(existsSync(join(profile.folder, 'data', 'files', 'objects', sha256.slice(0, 2), sha256))).toBe(true);
  // Its diagnosis runs in the background and appears by itself.
  await expect(page.getByRole('main').locator('[data-state]:not([data-state="not-diagnosed"])').first()).toBeVisible({ timeout: 90_000 });
  await expect(page.getByRole('group', { name: 'Plot' })).toBeVisible();
  await expectAccessible(page);
});
