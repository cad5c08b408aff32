import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { openSigningKey, type SigningKey } from '../../platform/signing/signing-key.ts';
import type { Report } from '../report.schema.ts';
import { checkBundle } from './bundle.verification.ts';
import { makeBundle, writeBundle } from './bundle.writer.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'sightglass-bundle-'));
const pdf = Buffer.from(`%PDF-1.7\n${'volumetric efficiency 0.843 ± 0.018\n'.repeat(200)}%%EOF\n`);
const json = Buffer.from('{ "findings": ["P01"] }\n');
let key: SigningKey;
let bundle: Buffer;
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(async () => {
  key = openSigningKey(folder);
  bundle = await bytesOf(report());
});

function report(): Parameters<typeof makeBundle>[0] {
  const file = (format: 'pdf' | 'json', content: Buffer) => ({
    format,
    name: `report-2026-00007.${format}`,
    sha256: createHash('sha256').update(content).digest('hex'),
    bytes: content.length,
  });
  return {
    id: '01a20960-0000-7000-8000-000000000001',
    number: '2026-00007',
    title: 'Diagnosis of Press 7: Monday',
    recordingId: '01a20960-0000-7000-8000-000000000002',
    diagnosisId: '01a20960-0000-7000-8000-000000000003',
    status: 'draft',
    files: [file('pdf', pdf), file('json', json)],
    createdAt: '2026-05-04T06:00:00.000Z',
    createdBy: 'ada',
  };
}

async function bytesOf(of = report(), by = key): Promise<Buffer> {
  return buffer(writeBundle(makeBundle(of, filesOf(of), by)));
}

function filesOf({ files }: Pick<Report, 'files'>) {
  return files.map((file) => ({
    ...file,
    async *open() {
      yield file.format === 'pdf' ? pdf : json;
    },
  }));
}

async function check(content: Buffer, expected = key.publicKey) {
  const path = join(folder, `${newId()}.zip`);
  writeFileSync(path, content);
  try {
    return await checkBundle(path, expected);
  } catch (error) {
    return { isGenuine: false, faults: [(error as Error).message], manifest: null, fingerprint: null, signer: 'unknown' as const };
  } finally {
    rmSync(path);
  }
}

it('the same report and key give the same bytes, and they are genuine', async () => {
  expect((await bytesOf(report())).equals(bundle)).toBe(true);
  const found = await check(bundle);
  expect(found).toMatchObject({ isGenuine: true, faults: [], signer: 'as expected', fingerprint: key.publicKey.fingerprint });
  expect(found.manifest?.files.map(({ name }) => name)).toEqual([
    'report-2026-00007.pdf',
    'report-2026-00007.json',
    'public-key.pem',
    'HOW-TO-CHECK.txt',
  ]);
});

it('a change of any single byte is found, wherever it is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(bundle.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const changed = Buffer.from(bundle);
      changed[at] = (changed[at] as number) ^ change;
      expect((await check(changed)).isGenuine).toBe(false);
    }),
    { numRuns: 300 },
  );
});

it('what was added, left out or cut off is found', async () => {
  expect((await check(Buffer.concat([bundle, Buffer.from('x')]))).isGenuine).toBe(false);
  expect((await check(Buffer.concat([Buffer.from('x'), bundle]))).isGenuine).toBe(false);
  for (const part of [0, 1, 100, bundle.length - 1]) expect((await check(bundle.subarray(0, part))).isGenuine).toBe(false);
  expect((await check(Buffer.from('no archive'))).faults).toEqual(['The file is not a report bundle that can be read']);
});

it('a bundle that somebody else signed is told from ours, and from one without anything to compare with', async () => {
  const elsewhere = join(folder, 'elsewhere');
  mkdirSync(elsewhere);
  const forged = await bytesOf({ ...report(), title: 'All is well' }, openSigningKey(elsewhere));
  expect(await check(forged)).toMatchObject({ isGenuine: false, signer: 'somebody else' });
  const path = join(folder, 'alone.zip');
  writeFileSync(path, bundle);
  expect(await checkBundle(path)).toMatchObject({ isGenuine: true, signer: 'unknown' });
});

it.skipIf(!hasOpenssl)('plain openssl comes to the same verdict, by the words in the bundle', async () => {
  const out = join(folder, 'unpacked');
  mkdirSync(out);
  for (const entry of makeBundle(report(), filesOf(report()), key).entries)
    writeFileSync(join(out, entry.path), await buffer(Readable.from(entry.content())));
  const words = readFileSync(join(out, 'HOW-TO-CHECK.txt'), 'utf8');
  const run = (start: string) => {
    const command = new RegExp(`^ {3}(${start} .*)$`, 'm').exec(words)?.[1] ?? '';
    return execFileSync('sh', ['-c', command], { cwd: out, encoding: 'utf8' });
  };
  expect(run('openssl pkeyutl')).toContain('Signature Verified Successfully');
  expect(run('openssl pkey')).toContain(key.publicKey.fingerprint.replaceAll(' ', ''));
});
