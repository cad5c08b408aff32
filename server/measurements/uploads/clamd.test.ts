import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import yazl from 'yazl';
import { eicar, hasClamd, startClamd, type TestClamd } from '../../../tests/support/clamd.ts';
import { type ScannerAddress, type ScanVerdict, scanStream } from './clamd.ts';

const never = new AbortController().signal;
async function* pieces(...parts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part);
}
const patienceMs = { connect: 1000, piece: 500, answer: 500 };
const scan = (address: ScannerAddress, source: AsyncIterable<Uint8Array>, signal = never): Promise<ScanVerdict> =>
  scanStream(address, source, { signal, patienceMs, onProgress: () => undefined });

async function zipOf(name: string, content: Buffer): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  zip.addBuffer(content, name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

describe.runIf(hasClamd())('a real clamd', () => {
  let clamd: TestClamd;
  beforeAll(async () => {
    clamd = await startClamd({ streamMaxLength: '1M' });
  });
  afterAll(() => clamd?.stop());
  const patient = (...parts: (string | Uint8Array)[]) =>
    scanStream(clamd.address, pieces(...parts), { signal: never, onProgress: () => undefined });

  test('finds nothing in a table', async () => {
    expect(await patient('time;p [bar]\r\n', '2026-01-05;150.0\r\n')).toEqual({ state: 'clean' });
    expect(await patient()).toEqual({ state: 'clean' });
  });

  test('finds the test virus, also inside gzip, zip, and zip within gzip', async () => {
    const infected = { state: 'infected', signature: expect.stringContaining('Eicar-Test') };
    const zip = await zipOf('press.csv', Buffer.from(eicar));
    expect(await patient(eicar)).toEqual(infected);
    expect(await patient(eicar.slice(0, 20), eicar.slice(20))).toEqual(infected);
    expect(await patient(gzipSync(eicar))).toEqual(infected);
    expect(await patient(zip)).toEqual(infected);
    expect(await patient(gzipSync(zip))).toEqual(infected);
  });

  test('that takes no files of this size has not said that they are clean', async () => {
    const large = await patient(...Array.from({ length: 40 }, () => Buffer.alloc(100_000, 'x')));
    expect(large.state).toBe('unavailable');
  });

  test('that is killed while it scans leaves the question open', async () => {
    const mortal = await startClamd();
    const source = (async function* () {
      yield Buffer.alloc(100_000, 'x');
      mortal.process.kill('SIGKILL');
      await new Promise((resolve) => mortal.process.once('exit', resolve));
      for (let i = 0; i < 50; i++) yield Buffer.alloc(100_000, 'x');
    })();
    expect(await scan(mortal.address, source)).toMatchObject({ state: 'unavailable' });
    expect(await scan(mortal.address, pieces('x'))).toMatchObject({
      state: 'unavailable',
      reason: expect.stringMatching(/cannot be reached/),
    });
    await mortal.stop();
  });
});

describe('a scanner that speaks badly is not believed', () => {
  let server: Server;
  let folder: string;
  const sockets: Socket[] = [];
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  });

  async function fake(behave: (socket: Socket) => void): Promise<ScannerAddress> {
    folder = mkdtempSync(join(tmpdir(), 'sightglass-fake-'));
    server = createServer((socket) => {
      sockets.push(socket.on('error', () => undefined));
      behave(socket);
    });
    const path = join(folder, 'fake.sock');
    await new Promise<void>((resolve) => server.listen(path, resolve));
    return { kind: 'socket', path };
  }
  /** Answers when the closing zero length has come. */
  const afterTheEnd = (answer: string) => (socket: Socket) => {
    socket.on('data', (chunk: Buffer) => {
      if (chunk.subarray(-4).equals(Buffer.alloc(4))) socket.end(answer);
    });
  };

  test('the same words as the real one are understood', async () => {
    expect(await scan(await fake(afterTheEnd('stream: OK\0')), pieces('abc'))).toEqual({ state: 'clean' });
  });
  test.each([
    ['a bare OK', 'OK\0'],
    ['OK of another stream', 'stream2: OK\0'],
    ['OK with more behind it', 'stream: OK but\0'],
    ['OK without an end', 'stream: OK'],
    ['garbage', '\u0001\u0002\u00ff\u0000'],
    ['nothing', ''],
    ['an endless line', 'x'.repeat(100_000)],
    ['an error', 'INSTREAM: something went wrong. ERROR\0'],
    ['a name with line feeds', 'stream: a\nb FOUND\0'],
  ])('%s leaves the question open', async (_what, answer) => {
    expect((await scan(await fake(afterTheEnd(answer)), pieces('abc'))).state).toBe('unavailable');
  });

  test('an OK that comes before the last byte is no OK', async () => {
    const address = await fake((socket) => void socket.once('data', () => socket.write('stream: OK\0')));
    const slow = (async function* () {
      for (let i = 0; i < 5; i++) {
        yield Buffer.from('abc');
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    })();
    expect((await scan(address, slow)).state).toBe('unavailable');
  });

  test.each<[string, (socket: Socket) => void, RegExp]>([
    ['says nothing', (socket) => void socket.resume(), /does not say a result/],
    ['takes nothing', (socket) => void socket.pause(), /takes nothing more/],
    ['closes early', (socket) => void socket.destroy(), /broke off|closed|cannot be reached/],
  ])('one that %s is waited for only so long', async (_what, behave, reason) => {
    const much = pieces(...Array.from({ length: 100 }, () => Buffer.alloc(100_000)));
    expect(await scan(await fake(behave), much)).toMatchObject({ state: 'unavailable', reason: expect.stringMatching(reason) });
  });

  test('a person who gives up does not wait for it', async () => {
    const abort = new AbortController();
    const waiting = scan(await fake(() => undefined), pieces('abc'), abort.signal);
    abort.abort();
    await expect(waiting).rejects.toThrow(/abort/i);
  });
});

test('a scanner that is not there is told as such, by socket and by port', async () => {
  for (const address of [{ kind: 'socket', path: '/nowhere/clamd.sock' } as const, { kind: 'tcp', host: '127.0.0.1', port: 1 } as const])
    expect(await scan(address, pieces('abc'))).toEqual({ state: 'unavailable', reason: expect.stringContaining('cannot be reached') });
});
