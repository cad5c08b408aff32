import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { Value } from 'typebox/value';
import { openPromise, type ZipFile } from 'yauzl';
import { type ArchiveEntry, zipArchive } from '../../platform/files/zip-archive.ts';
import { Problem } from '../../platform/problem.ts';
import { type PublicKey, readPublicKey } from '../../platform/signing/signing-key.ts';
import { BundleManifest, bundleNames } from './bundle.schema.ts';

/** A report is some megabytes; nobody unpacks more than this for a check. */
const maxBundleBytes = 512 * 1024 ** 2;
const maxFiles = 24;

export interface BundleCheck {
  readonly isGenuine: boolean;
  /** What is wrong, in words; empty when nothing is. */
  readonly faults: readonly string[];
  readonly manifest: BundleManifest | null;
  /** Of the key in the bundle. */
  readonly fingerprint: string | null;
  /** `unknown`: there was no key to compare with. */
  readonly signer: 'as expected' | 'somebody else' | 'unknown';
}

/**
 * Checks a bundle: archive, manifest, signature, every file, and whose key it is. Every byte of the archive counts: it must be exactly
 * what the product writes for these files.
 *
 * @param expected the key that should have signed; absent: nothing to compare with
 * @throws Problem `bundle-not-readable` when the file is no bundle at all
 */
export async function checkBundle(path: string, expected?: PublicKey): Promise<BundleCheck> {
  const members = await readMembers(path);
  const faults: string[] = [];
  const key = publicKeyOf(members, faults);
  const manifest = manifestOf(members, key, faults);
  if (manifest) checkFiles(members, manifest, faults);
  if (faults.length === 0 && !(await isAsWritten(path, members))) faults.push('The archive has bytes that do not belong to its files.');
  const signer = !expected || !key ? 'unknown' : expected.fingerprint === key.fingerprint ? 'as expected' : 'somebody else';
  if (signer === 'somebody else') faults.push('It is signed, but not with the key it should be signed with.');
  return { isGenuine: faults.length === 0, faults, manifest, fingerprint: key?.fingerprint ?? null, signer };
}

type Members = ReadonlyMap<string, Buffer>;

async function readMembers(path: string): Promise<Members> {
  if (statSync(path).size > maxBundleBytes) throw notReadable('It is larger than any report bundle.');
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(path, { lazyEntries: true, autoClose: false });
    const members = new Map<string, Buffer>();
    let bytes = 0;
    for await (const entry of zip.eachEntry()) {
      bytes += entry.uncompressedSize;
      if (members.size >= maxFiles || bytes > maxBundleBytes) throw notReadable('It holds more than a report bundle does.');
      if (members.has(entry.fileName)) throw notReadable(`It holds two files named ${JSON.stringify(entry.fileName)}.`);
      members.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
    }
    return members;
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw notReadable('It is no ZIP archive, or a damaged one.');
  } finally {
    zip?.close();
  }
}

function publicKeyOf(members: Members, faults: string[]): PublicKey | null {
  const pem = members.get('public-key.pem');
  try {
    if (pem) return readPublicKey(pem);
  } catch {
    // Said below.
  }
  faults.push('public-key.pem is missing or damaged.');
  return null;
}

function manifestOf(members: Members, key: PublicKey | null, faults: string[]): BundleManifest | null {
  const text = members.get(bundleNames.manifest);
  const signature = members.get(bundleNames.signature);
  if (!text || !signature) {
    faults.push(`${text ? bundleNames.signature : bundleNames.manifest} is missing.`);
    return null;
  }
  if (key && !key.verifies(text, signature)) faults.push('The signature does not fit the manifest: one of them, or the key, was changed.');
  const manifest = parse(text);
  if (manifest === null) faults.push(`${bundleNames.manifest} is not the manifest of a report bundle.`);
  else if (key && manifest.signedWith.fingerprint !== key.fingerprint)
    faults.push('The manifest names another key than the one beside it.');
  return manifest;
}

function parse(text: Buffer): BundleManifest | null {
  try {
    const value: unknown = JSON.parse(text.toString('utf8'));
    return Value.Check(BundleManifest, value) ? value : null;
  } catch {
    return null;
  }
}

function checkFiles(members: Members, manifest: BundleManifest, faults: string[]): void {
  for (const { name, sha256, bytes } of manifest.files) {
    const content = members.get(name);
    if (!content) faults.push(`${name} is missing.`);
    else if (content.length !== bytes || hashOf(content) !== sha256) faults.push(`${name} is not the file that was signed.`);
  }
  const known = new Set<string>([...manifest.files.map(({ name }) => name), ...Object.values(bundleNames)]);
  for (const name of members.keys())
    if (!known.has(name)) faults.push(`${JSON.stringify(name)} is in the archive, but not in the manifest.`);
}

/** The archive once more from its files, compared byte by byte: flags, times and comments of an archive are bytes, too. */
async function isAsWritten(path: string, members: Members): Promise<boolean> {
  const entries: ArchiveEntry[] = [...members].map(([name, content]) => ({ path: name, content: () => [content], compress: false }));
  const [written, given] = [createHash('sha256'), createHash('sha256')];
  for await (const piece of zipArchive(entries)) written.update(piece);
  for await (const piece of createReadStream(path)) given.update(piece as Buffer);
  return written.digest('hex') === given.digest('hex');
}

function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function notReadable(detail: string): Problem {
  return new Problem('bundle-not-readable', 422, 'The file is not a report bundle that can be read', { detail });
}
