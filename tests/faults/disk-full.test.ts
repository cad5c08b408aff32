import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256 } from '../../server/platform/ids.ts';
import type { Job } from '../../server/platform/jobs/job.schema.ts';
import { randomSource } from '../fuzz/random-source.ts';
import { sightglass } from '../support/command-line.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { type ApplianceClient, connect } from './appliance-client.ts';
import { loggerFile, marked } from './logger-file.ts';
import { objectFault, readStoredState, seriesFaults, stagedNames, storedObjects } from './stored-state.ts';

const mib = 1024 ** 2;
const operator = { userName: 'operator', password: 'correct horse battery staple' };
const folder = mkdtempSync(join(tmpdir(), 'sightglass-full-'));
const disk = join(folder, 'disk');
mkdirSync(disk);
const mount = (...words: string[]) => spawnSync('mount', words, { encoding: 'utf8' });
const mounted = process.getuid?.() === 0 && mount('-t', 'tmpfs', '-o', 'size=96m', 'tmpfs', disk).status === 0;
if (!mounted) console.warn('SKIPPED: a disk that is full needs root and the right to mount a tmpfs');

const isLongRun = Number(process.env.SIGHTGLASS_FAULT_ROUNDS ?? 0) > 10;

const dataDir = join(disk, 'data');
const ballast = join(disk, 'ballast');
let server: TestServer | undefined;
let client: ApplianceClient;
let systemId: string;
let small: Buffer;
let large: Buffer;

beforeAll(async () => {
  if (!mounted) return;
  small = loggerFile(0.2 * mib).content;
  large = loggerFile(16 * mib).content;
  const common = ['--data', dataDir, '--json'];
  await sightglass(['users', 'add', operator.userName, '--role', 'admin', ...common], { input: `${operator.password}\n` });
  systemId = String((await sightglass(['systems', 'create', '--name', 'Press 4', ...common])).json().id);
  server = await startServer({ dataDir });
  client = await connect(server.url, operator);
});
afterAll(async () => {
  if (mounted) {
    await server?.stop();
    spawnSync('umount', [disk]);
  }
  rmSync(folder, { recursive: true, force: true });
});

/** Fills the disk but for so many bytes, at once: a moment of deafness would cost the client its connections. */
function leave(bytes: number): void {
  rmSync(ballast, { force: true });
  const { bavail, bsize } = statfsSync(disk);
  const blocks = Math.floor((bavail * bsize - bytes) / bsize);
  const { status, stderr } = spawnSync('fallocate', ['-l', String(blocks * bsize), ballast], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

const startImport = (file: { sha256: string }, name: string) =>
  client.post<{ id: string; code?: string; status?: number }>('/api/v1/imports', { systemId, files: [{ sha256: file.sha256, name }] });

async function ended(id: string) {
  await client.untilIdle(50_000);
  return (await client.get<{ state: string; problem: { code: string; detail: string } | null }>(`/api/v1/jobs/${id}`)).body;
}

async function expectReadable(recordings: number): Promise<void> {
  expect(await client.recordings()).toHaveLength(recordings);
  expect((await client.get('/api/v1/systems')).status).toBe(200);
  expect((await client.get('/health/live')).status).toBe(200);
}

/** Everything listed is whole, and nothing lies in the folder that nobody knows. */
function expectWhole(): void {
  const state = readStoredState(dataDir);
  expect([state.integrity, state.brokenReferences]).toEqual(['ok', 0]);
  expect(stagedNames(dataDir)).toEqual([]);
  expect([...state.known].map((sha256) => objectFault(dataDir, sha256)).filter(Boolean)).toEqual([]);
  expect(state.seriesFiles.flatMap((sha256) => seriesFaults(dataDir, sha256))).toEqual([]);
  expect(storedObjects(dataDir).filter((sha256) => !state.known.has(sha256))).toEqual([]);
}

test.skipIf(!mounted)(
  'a full disk is a clean problem at every step, reads go on, and with room again all goes on without a restart',
  async () => {
    const first = await client.upload('first.csv', marked(small, 1));
    expect(await ended((await startImport(first.body, 'first.csv')).body.id)).toMatchObject({ state: 'done' });

    // No room for the upload.
    leave(4 * mib);
    const refused = await client.upload('large.csv', large);
    expect([refused.status, refused.body.code]).toEqual([507, 'disk-full']);
    await expectReadable(1);
    expectWhole();
    const { body: ready } = await client.get<{ status: string; checks: { name: string; isOk: boolean }[] }>('/health/ready');
    expect(ready.checks.find(({ name }) => name === 'disk')?.isOk).toBe(false);

    // Room for the raw file, but not for its samples.
    rmSync(ballast);
    const kept = await client.upload('large.csv', large);
    expect(kept.status).toBe(201);
    leave(0.6 * mib);
    const { id } = (await startImport(kept.body, 'large.csv')).body;
    expect(await ended(id)).toMatchObject({ state: 'failed', problem: { code: 'disk-full' } });
    await expectReadable(1);
    expectWhole();

    // No room for a single row.
    leave(0);
    const codes = new Set<unknown>();
    for (let n = 0; n < 40 && !codes.has('disk-full'); n++) {
      const { body } = await client.post<{ code?: string }>('/api/v1/sites', { name: `Site ${n} ${'x'.repeat(150)}`, timeZone: 'UTC' });
      codes.add(body.code ?? 'made');
    }
    expect([...codes].sort()).toEqual(codes.has('made') ? ['disk-full', 'made'] : ['disk-full']);
    await expectReadable(1);

    // Room again: nothing has to be restarted.
    expect(mount('-o', 'remount,size=256m', disk).status).toBe(0);
    expect((await client.post('/api/v1/sites', { name: 'After all', timeZone: 'UTC' })).status).toBe(201);
    const again = await startImport(kept.body, 'large.csv');
    expect(await ended(again.body.id)).toMatchObject({ state: 'done' });
    await expectReadable(2);
    expectWhole();
  },
  120_000,
);

// The job's end finds no room for its row, so it waits for the end of its lease (30 s): only in the long run.
test.skipIf(!mounted || !isLongRun)(
  'a disk that fills up while a job runs ends the job in words once there is room for them',
  async () => {
    rmSync(ballast, { force: true });
    const file = await client.upload('next.csv', marked(large, 2));
    const { id } = (await startImport(file.body, 'next.csv')).body;
    leave(0);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await expectReadable(2);
    rmSync(ballast);
    const job = await ended(id);
    // Either the samples found no room, or the job waited for its row and went on by itself.
    expect(job.state === 'done' || job.problem?.code === 'disk-full').toBe(true);
    const again = await startImport(file.body, 'next.csv');
    if (job.state === 'done') expect(again.body.code).toBe('recording-exists');
    else expect(await ended(again.body.id)).toMatchObject({ state: 'done' });
    await expectReadable(3);
    expectWhole();
  },
  120_000,
);

/** Fills the disk but for a few bytes, does something, and makes room again: at its end, or when it waits for room itself. */
async function withLittleRoom<T>(bytes: number, work: () => Promise<T>): Promise<T> {
  leave(bytes);
  const room = setTimeout(() => rmSync(ballast, { force: true }), 5_000);
  try {
    return await work();
  } finally {
    clearTimeout(room);
    rmSync(ballast, { force: true });
  }
}

/** This job, whatever happens to those that follow it: the diagnosis has no room for its row, either, and is tried again. */
async function settled(id: string): Promise<Pick<Job, 'state' | 'problem'>> {
  for (let i = 0; i < 600; i++) {
    const { body } = await client.get<Job>(`/api/v1/jobs/${id}`);
    if (body.state !== 'queued' && body.state !== 'running') return body;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`job ${id} did not end`);
}

const tus = { 'tus-resumable': '1.0.0' };
const words = async (reply: Response) => (reply.ok ? null : ((await reply.json()) as { code: string }).code);

/** Sends what is missing of an upload; null, or the code of the problem. */
async function goOn(path: string, content: Uint8Array): Promise<string | null> {
  const offset = Number((await client.raw('HEAD', path, { headers: tus })).headers.get('upload-offset'));
  if (offset === content.length) return null;
  const headers = { ...tus, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' };
  return words(await client.raw('PATCH', path, { headers, body: content.subarray(offset) }));
}

/** Tries with little room, then with enough: the first try ends well or with a problem in words, the second one always well. */
async function untilDone(room: number, work: () => Promise<string | null>): Promise<boolean> {
  const first = await withLittleRoom(room, work);
  if (first === null) return true;
  expect(first).toBe('disk-full');
  await client.untilIdle(60_000);
  expectWhole();
  expect(await work()).toBe(null);
  return false;
}

test.skipIf(!mounted)(
  'a disk that is full at any point of an upload, its check, its import or its export loses nothing, and all goes on from there',
  async () => {
    // An upload only begins where 200 MB stay free.
    rmSync(ballast, { force: true });
    expect(mount('-o', 'remount,size=600m', disk).status).toBe(0);
    const random = randomSource(7);
    const room = (least: number, most: number) => least + random(most - least);
    const stopped = new Set<string>();
    for (let round = 0; round < (isLongRun ? 40 : 3); round++) {
      const content = marked(loggerFile(3 * mib).content, 100 + round);
      const metadata = `filename ${Buffer.from(`full-${round}.csv`).toString('base64')}`;
      const made = await client.raw('POST', '/api/v1/uploads/resumable', {
        headers: { ...tus, 'upload-length': String(content.length), 'upload-metadata': metadata },
      });
      const path = String(made.headers.get('location'));
      const job = async (start: () => Promise<{ status: number; body: { id: string; code?: string } }>) => {
        const { status, body } = await start();
        if (status >= 400) return body.code ?? String(status);
        const { state, problem } = await settled(body.id);
        return state === 'done' ? null : (problem?.code ?? state);
      };
      const steps: Record<string, [room: number, work: () => Promise<string | null>]> = {
        upload: [room(0, 4 * mib), () => goOn(path, content)],
        check: [room(0.3 * mib, mib), () => job(() => client.post('/api/v1/uploads/hand-in', { uploads: [path.split('/').pop()] }))],
        import: [room(0.2 * mib, 0.5 * mib), () => job(() => startImport({ sha256: sha256(content) }, `full-${round}.csv`))],
      };
      for (const [step, [bytes, work]] of Object.entries(steps)) {
        if (!(await untilDone(bytes, work))) stopped.add(step);
        await client.untilIdle(60_000);
        expectWhole();
      }
      const [recording] = (await client.recordings()).filter(({ name }) => name === `full-${round}`);
      const out = join(disk, `full-${round}.out.csv`);
      const exported = await withLittleRoom(room(0.2 * mib, mib), () =>
        sightglass(['export', String(recording?.id), '--format', 'csv', '--out', out, '--data', dataDir, '--json']),
      );
      expect([exported.exitCode, exported.json().code]).toEqual([1, 'disk-full']);
      expect(readdirSync(disk).filter((name) => name.includes('.out.csv'))).toEqual([]);
    }
    // A disk that was never full would prove nothing.
    expect(stopped).toContain('upload');
  },
  isLongRun ? 900_000 : 180_000,
);
