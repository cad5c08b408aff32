import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDataFolder } from './data-folder.ts';

let root: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  root = join(mkdtempSync(join(tmpdir(), 'sightglass-folder-')), 'data');
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(join(root, '..'), { recursive: true, force: true });
});

const holder = fileURLToPath(new URL('./fixtures/folder-holder.worker.ts', import.meta.url));

/** Opens the folder in a process of its own. */
async function elsewhere(role: 'server' | 'tool', identity: { uid?: number; gid?: number } = {}) {
  const child = fork(holder, [root, role], identity);
  children.push(child);
  return { child, answer: await new Promise((resolve) => child.once('message', resolve)) };
}

async function killed(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

describe('one server for one data folder', () => {
  test('a second server is refused in words', async () => {
    const { answer } = await elsewhere('server');
    expect(answer).toBe('open');
    expect(() => openDataFolder(root, 'server')).toThrow(expect.objectContaining({ code: 'data-folder-in-use', status: 409 }));
    try {
      openDataFolder(root, 'server');
    } catch (error) {
      expect((error as { detail: string }).detail).toContain(root);
    }
  });

  test('a killed server leaves no lock behind', async () => {
    const { child } = await elsewhere('server');
    await killed(child);
    openDataFolder(root, 'server').close();
  });

  test('a closed server leaves no lock behind, not even in its own process', () => {
    openDataFolder(root, 'server').close();
    openDataFolder(root, 'server').close();
  });

  test('tools may work beside a server and beside each other', async () => {
    await elsewhere('server');
    expect((await elsewhere('tool')).answer).toBe('open');
    openDataFolder(root, 'tool').close();
  });

  test('a server may start while a tool is at work', async () => {
    await elsewhere('tool');
    openDataFolder(root, 'server').close();
  });
});

describe('tidying up', () => {
  test('happens when nobody else is at work, and the folder is held again afterwards', async () => {
    const folder = openDataFolder(root, 'server');
    expect(await folder.withoutOthers(async () => 'tidied')).toBe('tidied');
    const other = openDataFolder(root, 'tool');
    expect(await other.withoutOthers(async () => 'tidied')).toBeUndefined();
    other.close();
    folder.close();
  });

  test('does not happen beside a living process, but does after its death', async () => {
    const { child } = await elsewhere('tool');
    const folder = openDataFolder(root, 'server');
    expect(await folder.withoutOthers(async () => 'tidied')).toBeUndefined();
    await killed(child);
    expect(await folder.withoutOthers(async () => 'tidied')).toBe('tidied');
    folder.close();
  });

  test('keeps a newcomer waiting: nobody is at work while it goes on', async () => {
    const folder = openDataFolder(root, 'server');
    let newcomer: Promise<{ answer: unknown }> | undefined;
    let isIn = false;
    await folder.withoutOthers(async () => {
      newcomer = elsewhere('tool');
      void newcomer.then(() => {
        isIn = true;
      });
      // Longer than the two seconds that a newcomer used to wait before it went in anyway.
      await new Promise((resolve) => setTimeout(resolve, 3000));
      expect(isIn).toBe(false);
    });
    expect((await newcomer)?.answer).toBe('open');
    expect(await folder.withoutOthers(async () => 'tidied')).toBeUndefined();
    folder.close();
  });
});

describe('a folder that cannot be written', () => {
  test('is a problem in words', async () => {
    if (process.getuid?.() !== 0) {
      mkdirSync(root);
      chmodSync(root, 0o500);
      expect(() => openDataFolder(root, 'tool')).toThrow(expect.objectContaining({ code: 'folder-not-writable' }));
      return;
    }
    // Root may write anywhere: somebody else opens the folder.
    mkdirSync(root, { mode: 0o755 });
    chmodSync(join(root, '..'), 0o755);
    const id = (flag: string) => Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout);
    expect((await elsewhere('tool', { uid: id('-u'), gid: id('-g') })).answer).toBe('folder-not-writable');
    expect(existsSync(join(root, 'presence.lock'))).toBe(false);
  });

  test('because its place is a file is a problem in words', () => {
    mkdirSync(join(root, '..'), { recursive: true });
    spawnSync('touch', [root]);
    expect(() => openDataFolder(root, 'tool')).toThrow(expect.objectContaining({ code: 'folder-not-writable' }));
  });

  test('is made for its owner alone', () => {
    openDataFolder(root, 'tool').close();
    expect(statSync(root).mode & 0o777).toBe(0o700);
  });
});

test('a folder where none can be made is refused at once, not tried for ever', () => {
  if (process.platform !== 'linux') return;
  expect(() => openDataFolder('/proc/sightglass/data', 'tool')).toThrow(expect.objectContaining({ code: 'folder-not-writable' }));
});
