import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eicar, hasClamd, startClamd, type TestClamd } from '../support/clamd.ts';
import { sightglass } from '../support/command-line.ts';
import { madeUpLoggerFile } from '../support/import.ts';

const folder = mkdtempSync(join(tmpdir(), 'sightglass-waiting-'));
const common = ['--data', join(folder, 'data'), '--json'];
const socket = join(folder, 'clamd', 'clamd.sock');
const waits = 'waiting for the virus scanner';
let systemId: string;
let clamd: TestClamd | undefined;

beforeAll(async () => {
  systemId = String((await sightglass(['systems', 'create', '--name', 'Press 4', ...common])).json().id);
});
afterAll(async () => {
  await clamd?.stop();
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}
const importing = (path: string, options: Parameters<typeof sightglass>[1]) =>
  sightglass(['import', path, '--system', systemId, ...common], options);

test('an import whose file waits for a scan says so and ends at once with Ctrl-C; the file stays in quarantine', async () => {
  let interruptedAt = Number.NaN;
  const ended = await importing(file('press.csv', madeUpLoggerFile(20)), {
    env: { SIGHTGLASS_REQUIRE_SCAN: 'yes' },
    onStderr(said, child) {
      if (!Number.isNaN(interruptedAt) || !said.includes(waits)) return;
      interruptedAt = performance.now();
      child.kill('SIGINT');
    },
  });
  expect([ended.exitCode, ended.stdout]).toEqual([130, '']);
  expect(ended.stderr).not.toMatch(/Error|\bat /);
  expect(performance.now() - interruptedAt).toBeLessThan(2000);
  expect((await sightglass(['recordings', 'list', ...common])).json()).toMatchObject({ items: [] });
});

test.runIf(hasClamd())(
  'an import waits for a scanner that is away, and goes on by itself when it is back',
  async () => {
    let starting: Promise<TestClamd> | undefined;
    const env = { SIGHTGLASS_CLAMD: socket };
    const ended = await importing(file('flow.csv', madeUpLoggerFile(30)), {
      env,
      onStderr(said) {
        if (said.includes(waits)) starting ??= startClamd({ path: socket });
      },
    });
    clamd = await starting;
    expect(ended.json()).toMatchObject({ acceptedRows: 30 });
    expect([ended.exitCode, ended.stderr]).toEqual([0, expect.stringContaining(waits)]);
    // What the scanner finds ends the waiting, too.
    const infected = await importing(file('virus.csv', eicar), { env });
    expect([infected.exitCode, infected.json().code]).toEqual([1, 'file-refused']);
  },
  60_000,
);
