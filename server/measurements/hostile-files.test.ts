// SQLite is enough: this is about files and processes, not about tables.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSystem, ended, madeUpLoggerFile, upload } from '../../tests/support/import.ts';
import { type TestApp, testApp } from '../../tests/support/test-app.ts';
import { rowXml, workbookOf } from './imports/containers/xlsx/workbook.fixture.ts';
import { zipOf } from './imports/containers/zip.fixture.ts';

let app: TestApp;
let systemId: string;
beforeAll(async () => {
  app = await testApp({ maxUploadBytes: 512 * 1024 ** 2 });
  app.appliance.runner.start();
  systemId = await createSystem(app);
  await app.as('viewer', { url: '/api/v1/jobs' });
});
afterAll(() => app.close());

const handedIn = new Set<string>();

async function start(name: string, bytes: Buffer | string): Promise<string> {
  const file = await upload(app, name, bytes);
  handedIn.add(file.sha256);
  const reply = await app.as('technician', { method: 'POST', url: '/api/v1/imports', payload: { systemId, files: [file] } });
  return reply.json().id;
}

/** Twenty kilobytes that open twenty million brackets: a parser of JSON needs far more than the worker may have. */
const memoryBomb = () => gzipSync(`[{"time":1,"p":2},${'['.repeat(20_000_000)}`);

/** One byte of the first page's header was changed: the reader's loop over its values does not end. */
function endlessParquet(): Buffer {
  const rows = Array.from({ length: 2000 }, (_, i) => i);
  const columnData = [
    { name: 'time', data: rows.map((i) => new Date(1_741_082_400_000 + i * 10)), type: 'TIMESTAMP' as const },
    { name: 'p [bar]', data: rows.map((i) => i % 50), type: 'DOUBLE' as const },
    { name: 's', data: rows.map((i) => `a${i % 7}`), type: 'STRING' as const },
  ];
  const bytes = Buffer.from(parquetWriteBuffer({ codec: 'UNCOMPRESSED', columnData }));
  bytes[25] = 1;
  return bytes;
}

function lyingParquet(): Buffer {
  const data = Array.from({ length: 50 }, (_, i) => i);
  const columnData = ['t', 'p'].map((name) => ({ name, data, type: 'DOUBLE' as const }));
  const bytes = Buffer.from(parquetWriteBuffer({ columnData }));
  bytes.writeUInt32LE(0x7ffffff0, bytes.length - 8);
  return bytes;
}

const sheet = { name: 'A', rows: rowXml(1, ['time', 'p [bar]']) };
const laughs = `<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(100)}"><!ENTITY c "${'&b;'.repeat(100)}">]><sst><si><t>&c;</t></si></sst>`;

test('a file that fills the memory of its worker ends its own import only: the server answers, the import beside it and the next one are done', {
  timeout: 120_000,
}, async () => {
  const bomb = await start('bomb.json.gz', memoryBomb());
  const beside = await start('beside.csv', madeUpLoggerFile(50_000));
  const next = await start('next.csv', madeUpLoggerFile(60));
  let answers = 0;
  const done = ended(app, bomb);
  for (let isOver = false; !isOver; answers++) {
    expect((await app.as('viewer', { url: '/api/v1/recordings' })).statusCode).toBe(200);
    isOver = await Promise.race([done.then(() => true), new Promise<false>((resolve) => setImmediate(resolve, false))]);
  }
  expect(answers).toBeGreaterThan(5);
  const { state, attempts, problem } = await done;
  expect({ state, attempts, problem }).toMatchObject({
    state: 'failed',
    attempts: 1,
    problem: { code: 'worker-out-of-memory', status: 422, detail: expect.stringMatching(/^"bomb\.json\.gz" could not be read/) },
  });
  for (const id of [beside, next]) expect(await ended(app, id)).toMatchObject({ state: 'done', attempts: 1 });
});

test.each([
  [
    'a Parquet file in which the reader never ends',
    'endless.parquet',
    endlessParquet,
    'import-not-understood',
    /endless\.parquet: .*leads nowhere/,
  ],
  [
    'a Parquet file with a lying footer',
    'lying.parquet',
    lyingParquet,
    'import-not-understood',
    /lying\.parquet: .*description does not fit/,
  ],
  [
    'a zip bomb inside a zip',
    'outer.zip',
    async () => zipOf({ 'log.csv': 'time;p [bar]\n', 'inner.zip': await zipOf({ 'zeros.csv': Buffer.alloc(80_000_000) }) }),
    'import-archive-unsafe',
    /inner\.zip.*times its size/,
  ],
  [
    'a workbook with entities that laugh a billion times',
    'laughs.xlsx',
    () => workbookOf({ sheets: [sheet], more: { 'xl/sharedStrings.xml': laughs } }),
    'import-archive-unsafe',
    /laughs\.xlsx.*entities/,
  ],
  [
    'a workbook of three million texts',
    'texts.xlsx',
    () => workbookOf({ sheets: [sheet], sharedStrings: '<si><t>a</t></si>'.repeat(3_100_000) }),
    'import-not-understood',
    /texts\.xlsx: .*more different texts/,
  ],
  [
    'a line of fifty megabytes',
    'line.csv',
    () => Buffer.from(`${'1.5,'.repeat(12_500_000)}\n`),
    'import-not-understood',
    /line\.csv: .*longer than a megabyte/,
  ],
] as const)('%s is refused in words', { timeout: 120_000 }, async (_what, name, build, code, says) => {
  const job = await ended(app, await start(name, await build()));
  expect(job).toMatchObject({ state: 'failed', attempts: 1, problem: { code, status: 422, detail: expect.stringMatching(says) } });
});

test('none of them left anything but the file that was handed in', async () => {
  expect(readdirSync(join(app.dataDir, 'files', 'staging'))).toEqual([]);
  const { items } = (await app.as('viewer', { url: '/api/v1/recordings' })).json();
  expect(items).toHaveLength(2);
  const objects = join(app.dataDir, 'files', 'objects');
  const stored = readdirSync(objects).flatMap((prefix) => readdirSync(join(objects, prefix)));
  const series = items.map(({ seriesSha256 }: { seriesSha256: string }) => seriesSha256);
  expect(stored.sort()).toEqual([...handedIn, ...series].sort());
});
