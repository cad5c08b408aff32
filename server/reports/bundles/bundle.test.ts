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
    'report-document.schema.json',
    'public-key.pem',
    'minisign.pub',
    'HOW-TO-CHECK.txt',
  ]);
});

/** Where the bytes of a member lie in the archive: they are stored as they are. */
function placeOf(content: Buffer): { from: number; to: number } {
  const from = bundle.indexOf(content);
  return { from, to: from + content.length - 1 };
}

const anyChange = (from: number, to: number) =>
  fc.record({ at: fc.integer({ min: from, max: to }), change: fc.integer({ min: 1, max: 255 }) });

function changed(content: Buffer, { at, change }: { at: number; change: number }): Buffer {
  const other = Buffer.from(content);
  other[at] = (other[at] as number) ^ change;
  return other;
}

it('a change of any single byte is found, wherever it is', async () => {
  const every = fc.asyncProperty(anyChange(0, bundle.length - 1), async (change) => {
    expect((await check(changed(bundle, change))).isGenuine).toBe(false);
  });
  await fc.assert(every, { numRuns: 300, seed: 20260301 });
});

it.each(['the PDF', 'the manifest', 'the signature', 'the signature for minisign', 'the public key'])(
  'a hundred changes of single bytes of %s are all found',
  async (part) => {
    const members = new Map(await membersOf());
    const names: Record<string, string> = {
      'the PDF': 'report-2026-00007.pdf',
      'the manifest': 'manifest.json',
      'the signature': 'manifest.json.sig',
      'the signature for minisign': 'manifest.json.minisig',
      'the public key': 'public-key.pem',
    };
    const { from, to } = placeOf(members.get(names[part] ?? '') as Buffer);
    expect(from).toBeGreaterThan(0);
    const every = fc.asyncProperty(anyChange(from, to), async (change) => {
      const found = await check(changed(bundle, change));
      expect(found.isGenuine).toBe(false);
      expect(found.faults.length).toBeGreaterThan(0);
    });
    await fc.assert(every, { numRuns: 100, seed: 7 });
  },
);

async function membersOf(): Promise<[string, Buffer][]> {
  const { entries } = makeBundle(report(), filesOf(report()), key);
  return Promise.all(entries.map(async (entry) => [entry.path, await buffer(Readable.from(entry.content()))] as [string, Buffer]));
}

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
  for (const [path, content] of await membersOf()) writeFileSync(join(out, path), content);
  const words = readFileSync(join(out, 'HOW-TO-CHECK.txt'), 'utf8');
  const run = (start: string) => {
    const command = new RegExp(`^ {3}(${start} .*)$`, 'm').exec(words)?.[1] ?? '';
    return execFileSync('sh', ['-c', command], { cwd: out, encoding: 'utf8' });
  };
  expect(run('openssl pkeyutl')).toContain('Signature Verified Successfully');
  expect(run('openssl pkey')).toContain(key.publicKey.fingerprint.replaceAll(' ', ''));

  // A hundred changes of the manifest: openssl refuses every one of them. The PDF is held by its SHA-256 in the manifest.
  const manifest = readFileSync(join(out, 'manifest.json'));
  const verify = /^ {3}(openssl pkeyutl .*)$/m.exec(words)?.[1] ?? '';
  const random = fc.sample(anyChange(0, manifest.length - 1), { numRuns: 100, seed: 11 });
  const accepted = random.filter((change) => {
    writeFileSync(join(out, 'manifest.json'), changed(manifest, change));
    return spawnSync('sh', ['-c', verify], { cwd: out }).status === 0;
  });
  expect(accepted).toEqual([]);
  const named = JSON.parse(manifest.toString()).files.find((file: { name: string }) => file.name.endsWith('.pdf'));
  const sha256 = () => execFileSync('openssl', ['dgst', '-sha256', '-r', named.name], { cwd: out, encoding: 'utf8' }).slice(0, 64);
  expect(sha256()).toBe(named.sha256);
  for (const change of fc.sample(anyChange(0, pdf.length - 1), { numRuns: 20, seed: 12 })) {
    writeFileSync(join(out, named.name), changed(pdf, change));
    expect(sha256()).not.toBe(named.sha256);
  }
});
