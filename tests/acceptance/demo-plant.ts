import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIRequestContext, Browser, BrowserContext, Page } from '@playwright/test';
import { startServer, type TestServer } from '../support/server.ts';

import { becomeAdmin, logIn } from './sightglass-page.ts';

export interface DemoPlant {
  readonly server: TestServer;
  readonly context: BrowserContext;
  /** Logged in as the administrator, on the overview. */
  readonly page: Page;
  close(): Promise<void>;
}

/**
 * A demo plant for one story alone. The first story of a run makes it, as `npm start` does, and waits for its diagnoses; the others
 * begin with a copy of that folder.
 */
export async function openDemoPlant(browser: Browser): Promise<DemoPlant> {
  const made = join(String(process.env.SIGHTGLASS_DEMO_FOLDER), 'made');
  if (claim(`${made}.claimed`)) await makeOnce(browser, made);
  // The story beside this one makes it.
  while (!existsSync(made)) await new Promise((resolve) => setTimeout(resolve, 100));
  const dataDir = mkdtempSync(join(tmpdir(), 'sightglass-demo-'));
  cpSync(made, dataDir, { recursive: true });
  const server = await startServer({ dataDir });
  const context = await newContext(browser, server);
  const page = await context.newPage();
  await page.goto('/');
  await logIn(page);
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  return {
    server,
    context,
    page,
    async close() {
      await context.close();
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** True for the first who asks, in any process. */
function claim(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function makeOnce(browser: Browser, folder: string): Promise<void> {
  const unfinished = `${folder}-not-yet`;
  rmSync(unfinished, { recursive: true, force: true });
  const server = await startServer({ command: 'demo', dataDir: unfinished });
  const context = await newContext(browser, server);
  await becomeAdmin(await context.newPage(), server.setupUrl ?? '');
  await untilDiagnosed(context.request);
  await context.close();
  await server.stop();
  renameSync(unfinished, folder);
}

function newContext(browser: Browser, { url }: TestServer): Promise<BrowserContext> {
  return browser.newContext({ baseURL: url, viewport: { width: 1366, height: 768 } });
}

async function untilDiagnosed(request: APIRequestContext): Promise<void> {
  for (;;) {
    const { items } = (await (await request.get('/api/v1/recordings?limit=50')).json()) as { items: { id: string }[] };
    const answers = await Promise.all(items.map(({ id }) => request.get(`/api/v1/recordings/${id}/diagnosis`)));
    if (items.length > 0 && answers.every((answer) => answer.ok())) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
