import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sha256 } from '../../platform/ids.ts';
import type { TaskProgress } from '../../platform/workers/worker-messages.ts';
import { copyIn, examine } from './take-in.ts';

let folder: string;
let progress: TaskProgress[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sightglass-take-'));
  progress = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const context = (signal = new AbortController().signal, onProgress?: () => void) => ({
  signal,
  onProgress(now: TaskProgress) {
    progress.push(now);
    onProgress?.();
  },
});
const copy = (from: string, more: { maxBytes?: number } = {}, how = context()) =>
  copyIn({ from, to: at('copy'), name: 'press.csv', maxBytes: more.maxBytes ?? 1e9 }, how);

describe('a file of this computer', () => {
  test('is copied byte by byte and hashed on the way, also through a link', async () => {
    const content = Buffer.alloc(3_500_000, 'time;p\r\n');
    writeFileSync(at('press.csv'), content);
    expect(await copy(at('press.csv'))).toEqual({ sha256: sha256(content), bytes: content.length });
    expect(readFileSync(at('copy')).equals(content)).toBe(true);
    rmSync(at('copy'));
    symlinkSync(at('press.csv'), at('link.csv'));
    expect(await copy(at('link.csv'))).toMatchObject({ bytes: content.length });
    expect(progress[0]).toMatchObject({ phase: expect.stringMatching(/copying|hashing/), total: content.length, unit: 'bytes' });
  });

  test('that is none is refused before it is opened', async () => {
    mkdirSync(at('folder'));
    execFileSync('mkfifo', [at('pipe')]);
    symlinkSync(at('nowhere'), at('lost'));
    symlinkSync(at('circle'), at('circle'));
    symlinkSync('/dev/zero', at('device.csv'));
    const server = createServer().listen(at('socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    for (const [name, code, words] of [
      ['folder', 'file-not-plain', 'a folder'],
      ['pipe', 'file-not-plain', 'a pipe'],
      ['socket', 'file-not-plain', 'a socket'],
      ['device.csv', 'file-not-plain', 'a device'],
      ['lost', 'file-not-found', 'link leads nowhere'],
      ['circle', 'file-not-found', 'link leads nowhere'],
      ['nothing', 'file-not-found', 'does not exist'],
      ['press.csv/x', 'file-not-found', 'does not exist'],
    ] as const)
      await expect(copy(at(name)), name).rejects.toMatchObject({ code, detail: expect.stringContaining(words) });
    for (const path of ['relative.csv', '../x', at('a\0b'), '\\\\.\\PhysicalDrive0', ''])
      await expect(copy(path), path).rejects.toMatchObject({ code: 'file-not-plain' });
    server.close();
  });

  test('that says it is empty and is not (a file of /proc) is not taken', async () => {
    await expect(copy('/proc/self/status')).rejects.toMatchObject({ code: 'file-changing' });
  });

  test('over the limit is refused before it is copied', async () => {
    writeFileSync(at('press.csv'), Buffer.alloc(2000));
    await expect(copy(at('press.csv'), { maxBytes: 1999 })).rejects.toMatchObject({ code: 'file-too-large' });
    expect(readdirSync(folder)).toEqual(['press.csv']);
  });

  test('that a logger still writes is noticed', async () => {
    writeFileSync(at('press.csv'), Buffer.alloc(5_000_000));
    const growing = context(undefined, () => appendFileSync(at('press.csv'), 'more'));
    await expect(copy(at('press.csv'), {}, growing)).rejects.toMatchObject({ code: 'file-changing', status: 409 });
  });

  test('that is exchanged for another one while it is copied is noticed', async () => {
    writeFileSync(at('press.csv'), Buffer.alloc(5_000_000));
    const exchanged = context(undefined, () => {
      rmSync(at('press.csv'));
      writeFileSync(at('press.csv'), Buffer.alloc(5_000_000, 'x'));
    });
    await expect(copy(at('press.csv'), {}, exchanged)).rejects.toMatchObject({ code: 'file-changing' });
  });

  test.runIf(process.getuid?.() !== 0)('without the right to read it is said so', async () => {
    writeFileSync(at('press.csv'), 'x');
    chmodSync(at('press.csv'), 0);
    await expect(copy(at('press.csv'))).rejects.toMatchObject({ code: 'file-not-readable' });
  });
});

describe('every pass over the bytes', () => {
  test('tells phase, rate and total, and ends in the middle when it is given up', async () => {
    writeFileSync(at('press.csv'), Buffer.alloc(20_000_000, 'time;p\n'));
    const copying = new AbortController();
    await expect(
      copy(
        at('press.csv'),
        {},
        context(copying.signal, () => copying.abort()),
      ),
    ).rejects.toThrow(/abort/i);
    const stopped = progress.at(-1);
    expect(stopped?.done).toBeLessThan(20_000_000);
    const hashing = new AbortController();
    const task = { path: at('press.csv'), name: 'press.csv', scanner: null };
    await expect(
      examine(
        task,
        context(hashing.signal, () => hashing.abort()),
      ),
    ).rejects.toThrow(/abort/i);
    expect(progress.at(-1)).toMatchObject({ phase: 'hashing', total: 20_000_000, unit: 'bytes', ratePerSecond: expect.any(Number) });
    expect(progress.at(-1)?.done).toBeLessThan(20_000_000);
  });

  test('a scan that hangs is given up at once, too', async () => {
    const server = createServer((socket) => void socket.on('error', () => undefined).resume()).listen(at('clamd'));
    await new Promise((resolve) => server.once('listening', resolve));
    writeFileSync(at('press.csv'), Buffer.alloc(2_000_000, 'time;p\n'));
    const scanning = new AbortController();
    const stop = () => progress.at(-1)?.phase === 'scanning' && scanning.abort();
    const task = { path: at('press.csv'), name: 'press.csv', scanner: { kind: 'socket', path: at('clamd') } as const };
    await expect(examine(task, context(scanning.signal, stop))).rejects.toThrow(/abort/i);
    server.close();
  });
});
