import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ended, sightglass } from '../support/command-line.ts';
import { startServer } from '../support/server.ts';

let folder: string;
let dataDir: string;
let systemId: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sightglass-cli-'));
  chmodSync(folder, 0o755);
  dataDir = join(folder, 'data');
  systemId = String((await sightglass(['systems', 'create', '--name', 'Press 4', '--data', dataDir, '--json'])).json().id);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const measurements = (rows = 50) => {
  const line = (s: number) => `${new Date(Date.UTC(2026, 0, 5, 6, 0, s)).toISOString()};${(150 + (s % 7) / 10).toFixed(1)}`;
  return `${['time;Pump pressure [bar]', ...Array.from({ length: rows }, (_, s) => line(s))].join('\n')}\n`;
};
function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
const importing = (paths: string[], extra: { system?: string; env?: Record<string, string>; args?: string[] } = {}) =>
  sightglass(
    ['import', ...paths, '--system', extra.system ?? systemId, '--data', dataDir, '--json', ...(extra.args ?? [])],
    extra.env ? { env: extra.env } : {},
  );

/** Refused in words: one JSON problem on stdout, no stack anywhere. */
function expectProblem(ended: Ended, code: string, exitCode = 1): void {
  expect(ended.json()).toMatchObject({
    code,
    type: `urn:problem:${code}`,
    title: expect.any(String),
    detail: expect.stringMatching(/\w{3}/),
  });
  expect(ended.exitCode).toBe(exitCode);
  expect(ended.stdout + ended.stderr).not.toMatch(/\n\s+at |node:internal/);
}

describe('a file that is no recording', () => {
  test.each([
    ['a picture', 'picture.png', Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), randomBytes(4000)]), 'import-binary'],
    ['random bytes', 'noise.csv', randomBytes(4000), 'import-binary'],
    ['a letter', 'letter.txt', 'Dear Ada,\n\nthe pump is loud again. Please come.\n\nYours, Bob\n', ''],
    ['an empty file', 'empty.csv', '', 'import-empty'],
    ['only a heading', 'heading.csv', 'time;Pump pressure [bar]\n', ''],
  ])('%s is refused in words', async (_what, name, content, code) => {
    const ended = await importing([file(name, content)]);
    expectProblem(ended, code || String(ended.json().code));
    expect(String(ended.json().code)).toMatch(/^import-(?!needs)/);
  });

  test('nothing of them is half there', async () => {
    expect((await sightglass(['recordings', 'list', '--data', dataDir, '--json'])).json()).toEqual({ items: [] });
    expect(readdirSync(join(dataDir, 'files/staging'))).toEqual([]);
  });

  test('a file that leaves a question open ends with exit code 3 and asks it', async () => {
    const ambiguous = file('ambiguous.csv', 'date;p [bar]\n01/02/2026 06:00:00;1.5\n01/02/2026 06:00:01;1.6\n01/02/2026 06:00:02;1.7\n');
    const ended = await importing([ambiguous]);
    expectProblem(ended, 'import-needs-answers', 3);
    expect((ended.json().extra as { questions: unknown[] }).questions.length).toBeGreaterThan(0);
  });

  test('a file over the limit is refused before it is kept', async () => {
    const ended = await importing([file('big.csv', measurements(500))], { env: { SIGHTGLASS_MAX_UPLOAD_BYTES: '1000' } });
    expectProblem(ended, 'file-too-large');
    expect(ended.json().detail).toContain('1000 bytes');
    expect(readdirSync(join(dataDir, 'files/staging'))).toEqual([]);
  });
});

describe('a wrong name', () => {
  test('an unknown system is refused before anything is read', async () => {
    expectProblemCode(
      await importing([file('any.csv', measurements())], { system: '0190a000-0000-7000-8000-000000000000' }),
      'system-not-found',
    );
  });

  test('a system that is no id is an unknown system', async () => {
    expectProblemCode(await importing([file('any.csv', measurements())], { system: 'Press 4' }), 'system-not-found');
  });

  test('a file that is not there', async () => {
    expectProblem(await importing([join(folder, 'absent.csv')]), 'file-not-found');
  });

  test('a folder without files', async () => {
    mkdirSync(join(folder, 'hollow'), { recursive: true });
    expectProblem(await importing([join(folder, 'hollow')]), 'folder-empty');
  });

  test('answers that are no JSON', async () => {
    const args = ['--answers', file('answers.json', '{ day first }')];
    expectProblem(await importing([file('any.csv', measurements())], { args }), 'answers-invalid');
  });

  test.each([['recordings', 'show'], ['diagnose'], ['report', '--out', '/tmp']])('a recording that is not there: %s', async (...words) => {
    const ended = await sightglass([...words, '0190a000-0000-7000-8000-000000000000', '--data', dataDir, '--json']);
    expectProblemCode(ended, 'recording-not-found');
  });
});

/** Title and code suffice where there is nothing more to say. */
function expectProblemCode(ended: Ended, code: string): void {
  expect(ended.json()).toMatchObject({ code, title: expect.any(String) });
  expect(ended.exitCode).toBe(1);
}

test('the same bytes a second time lead to the first recording', async () => {
  const first = await importing([file('press.csv', measurements())]);
  expect(first.exitCode).toBe(0);
  const again = await importing([file('renamed.csv', measurements())], { args: ['--name', 'Another name'] });
  expectProblem(again, 'recording-exists');
  expect(again.json().extra).toEqual({ recordingId: first.json().recordingId });
  const list = (await sightglass(['recordings', 'list', '--data', dataDir, '--json'])).json();
  expect(list.items).toHaveLength(1);
});

describe('a place that does not suit', () => {
  test('a folder that a server has open, and a port that is taken', async () => {
    const server = await startServer({ dataDir });
    try {
      expectProblem(await sightglass(['serve', '--port', '0', '--data', dataDir, '--json']), 'data-folder-in-use');
      const { port } = new URL(server.url);
      expectProblem(await sightglass(['serve', '--port', port, '--data', join(folder, 'other'), '--json']), 'port-taken');
      // The command line works beside the server.
      expect((await sightglass(['systems', 'list', '--data', dataDir, '--json'])).exitCode).toBe(0);
    } finally {
      await server.stop();
    }
  });

  test('a port that another program has', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    const ended = await sightglass(['serve', '--port', String(port), '--data', join(folder, 'other'), '--json']);
    expectProblem(ended, 'port-taken');
    expect(ended.json().detail).toContain(String(port));
    await new Promise((resolve) => other.close(resolve));
  });

  test('a folder from a newer version is not touched', async () => {
    const newer = join(folder, 'newer');
    await sightglass(['systems', 'list', '--data', newer]);
    const db = new Database(join(newer, 'sightglass.sqlite'));
    db.prepare("INSERT INTO knex_migrations (name, batch, migration_time) VALUES ('9999-create-time-machine', 99, 0)").run();
    db.close();
    for (const words of [
      ['systems', 'list'],
      ['serve', '--port', '0'],
    ])
      expectProblem(await sightglass([...words, '--data', newer, '--json']), 'data-folder-newer');
  });

  test('a folder that cannot be written', async () => {
    const readOnly = join(folder, 'read-only');
    mkdirSync(readOnly);
    chmodSync(readOnly, 0o555);
    // Root may write everywhere, so root asks as somebody else.
    const id = (flag: string) => Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout);
    const identity = process.getuid?.() === 0 ? { uid: id('-u'), gid: id('-g') } : {};
    for (const words of [
      ['systems', 'list'],
      ['serve', '--port', '0'],
    ])
      expectProblem(await sightglass([...words, '--data', readOnly, '--json'], identity), 'folder-not-writable');
    expect(readdirSync(readOnly)).toEqual([]);
  });

  test('a folder that is a file', async () => {
    expectProblem(await sightglass(['systems', 'list', '--data', file('plain', ''), '--json']), 'folder-not-writable');
  });

  test('a setting that makes no sense', async () => {
    const env = { SIGHTGLASS_MAX_UPLOAD_BYTES: 'much' };
    expectProblem(await sightglass(['systems', 'list', '--data', dataDir, '--json'], { env }), 'config-invalid');
    expectProblem(await sightglass(['serve', '--port', 'http', '--data', dataDir, '--json']), 'config-invalid');
  });
});

describe('wrong words', () => {
  const wrong = [
    [],
    ['imprt', 'a.csv'],
    ['import'],
    ['import', 'a.csv'],
    ['import', 'a.csv', '--sytem', 'x'],
    ['serve', 'now'],
    ['serve', '--port'],
    ['systems', 'create'],
    ['systems', 'destroy'],
    ['report', 'x', '--out', '/tmp', '--format', 'odt'],
    ['users', 'add', 'ann'],
    ['diagnose'],
  ];
  test('end with exit code 2 and the usage', async () => {
    const env = { SIGHTGLASS_HOME: join(folder, 'other') };
    // Two at a time: each run is a whole process.
    for (let i = 0; i < wrong.length; i += 2) {
      const pair = wrong.slice(i, i + 2);
      const ends = await Promise.all(pair.map((words) => sightglass(words, { env })));
      for (const [k, ended] of ends.entries()) {
        expect([pair[k], ended.exitCode]).toEqual([pair[k], 2]);
        expect(ended.stdout + ended.stderr).toMatch(/Usage: sightglass/);
        expect(ended.stderr).not.toMatch(/\n\s+at /);
      }
    }
  });

  test('print their problem as the one JSON document, too', async () => {
    const ended = await sightglass(['import', '--json']);
    expect(ended.exitCode).toBe(2);
    expect(ended.json()).toMatchObject({ code: 'usage-wrong' });
  });
});

describe('an account', () => {
  const add = (password: string, ...words: string[]) =>
    sightglass(['users', 'add', ...words, '--data', dataDir, '--json'], { input: password });

  test('with a short password, an unknown role or a bad name is refused by name', async () => {
    const refused = [
      await add('short\n', 'ann', '--role', 'viewer'),
      await add('correct horse battery\n', 'ann', '--role', 'boss'),
      await add('correct horse battery\n', 'an ann', '--role', 'viewer'),
    ];
    for (const ended of refused) expectProblemCode(ended, 'validation-failed');
    expect(refused.map((ended) => (ended.json().errors as { pointer: string }[])[0]?.pointer)).toEqual([
      '#/password',
      '#/role',
      '#/userName',
    ]);
  });

  test('of the same name twice is refused', async () => {
    expect((await add('correct horse battery\n', 'ann', '--role', 'viewer')).exitCode).toBe(0);
    expectProblemCode(await add('correct horse battery\n', 'Ann', '--role', 'viewer'), 'user-name-taken');
    expect(existsSync(dataDir)).toBe(true);
  });
});
