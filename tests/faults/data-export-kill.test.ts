import { mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DataExport } from '../../server/operations/data-exports/data-export.schema.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { connected, dataExportLoop, fill, smallDisk, start, verify } from './data-export-loop.ts';
import { readStoredState, stagedNames, storedObjects } from './stored-state.ts';

// Short within `npm test`; the long run: SIGHTGLASS_FAULT_ROUNDS=20 vitest run tests/faults/data-export-kill.test.ts
const rounds = Number(process.env.SIGHTGLASS_FAULT_ROUNDS ?? 2);
const seed = Number(process.env.SIGHTGLASS_FAULT_SEED ?? Date.now() % 1_000_000);
const rows = 150_000;

test(
  'a data export goes on after its server was killed: every row is in the file once, and its hashes are right',
  async () => {
    const { before, after, violations } = await dataExportLoop({ rounds, rows, seed, log: (line) => console.log(line) });
    console.log(
      `faults: ${rounds} exports, seed ${seed}: ${before} killed before the end, ${after} after, ${violations.length} violations`,
    );
    expect(violations).toEqual([]);
    expect(before + after).toBe(rounds);
  },
  rounds * 60_000 + 120_000,
);

test('a data export that finds no room says so and leaves no half file; with room again it is whole', { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sightglass-export-full-'));
  const disk = join(folder, 'disk');
  const unmount = smallDisk(disk, '128m');
  if (!unmount) {
    console.warn('SKIPPED: a disk that is full needs root and the right to mount a tmpfs');
    rmSync(folder, { recursive: true });
    return;
  }
  const dataDir = join(disk, 'data');
  const ballast = join(disk, 'ballast');
  let server: TestServer | undefined;
  try {
    await fill(dataDir, 40_000);
    server = await startServer({ dataDir });
    const client = await connected(server);
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(ballast, Buffer.alloc(bavail * bsize - 4 * 1024 ** 2, 1));
    const { id, jobId } = await start(client);
    const job = (await client.untilIdle(60_000)).find((one) => one.id === jobId);
    expect(job).toMatchObject({ state: 'failed', problem: { code: 'disk-full' } });
    expect((await client.get<DataExport>(`/api/v1/data-exports/${id}`)).body.file).toBeNull();
    const { known } = readStoredState(dataDir);
    expect(storedObjects(dataDir).filter((sha256) => !known.has(sha256))).toEqual([]);
    expect(stagedNames(dataDir)).toEqual([]);
    expect(readdirSync(join(dataDir, 'files'), { recursive: true }).filter((name) => String(name).endsWith('audit.csv'))).toEqual([]);
    rmSync(ballast);
    const violations: string[] = [];
    await verify(client, (await start(client)).id, { dataDir, violations, what: 'with room again' });
    expect(violations).toEqual([]);
  } finally {
    await server?.stop();
    unmount();
    rmSync(folder, { recursive: true, force: true });
  }
});
