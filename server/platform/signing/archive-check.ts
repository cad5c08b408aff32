import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { type ArchiveEntry, zipArchive } from '../files/zip-archive.ts';
import { Problem } from '../problem.ts';
import { verifiesMinisign } from './minisign.ts';
import { keyName, minisignKeyName, type SignedPart, signedNames } from './signed-archive.ts';
import { type PublicKey, readPublicKey } from './signing-key.ts';

export interface ArchiveCheck<M> {
  readonly isGenuine: boolean;
  /** What is wrong, in words; empty when nothing is. */
  readonly faults: readonly string[];
  readonly manifest: M | null;
  /** Of the key in the archive. */
  readonly fingerprint: string | null;
  /** `unknown`: there was no key to compare with. */
  readonly signer: 'as expected' | 'somebody else' | 'unknown';
}

/** What is expected of an archive of one kind. */
export interface ArchiveKind<M extends SignedPart> {
  /** "report bundle", for people. */
  readonly noun: string;
  readonly maxFiles: number;
  /** Of all files, unpacked: nobody unpacks more for a check. */
  readonly maxBytes: number;
  /** Nothing in it may be compressed: then every byte of the archive is compared, not only those of its files. */
  isStored(manifest: M): boolean;
  isManifest(value: unknown): value is M;
}

/** A manifest, signature or key is some kilobytes; of anything else only the hash is kept. */
const smallBytes = 1024 * 1024;
const small = new Set<string>([...Object.values(signedNames), keyName]);

interface Member {
  readonly entry: Entry;
  readonly sha256: string;
  readonly content: Buffer | null;
}
type Members = ReadonlyMap<string, Member>;

/**
 * Checks a signed archive in flat memory: archive, manifest, signature, every file, and whose key it is.
 *
 * @param expected the key that should have signed; absent: nothing to compare with
 * @throws Problem `bundle-not-readable` when the file is no such archive at all
 */
export async function checkArchive<M extends SignedPart>(
  path: string,
  kind: ArchiveKind<M>,
  expected?: PublicKey,
): Promise<ArchiveCheck<M>> {
  const zip = await openArchive(path, kind);
  try {
    const members = await readMembers(zip, kind);
    const faults: string[] = [];
    const key = publicKeyOf(members, faults);
    const manifest = manifestOf(members, key, { kind, faults });
    if (manifest) checkFiles(members, manifest, faults);
    if (faults.length === 0 && manifest && kind.isStored(manifest) && !(await isAsWritten(path, zip, members)))
      faults.push('The archive has bytes that do not belong to its files.');
    const signer = !expected || !key ? 'unknown' : expected.fingerprint === key.fingerprint ? 'as expected' : 'somebody else';
    if (signer === 'somebody else') faults.push('It is signed, but not with the key it should be signed with.');
    return { isGenuine: faults.length === 0, faults, manifest, fingerprint: key?.fingerprint ?? null, signer };
  } finally {
    zip.close();
  }
}

type Bounds = Pick<ArchiveKind<never>, 'noun' | 'maxFiles' | 'maxBytes'>;

async function openArchive(path: string, kind: Bounds): Promise<ZipFile> {
  if (statSync(path).size > kind.maxBytes) throw notReadable(kind, `It is larger than any ${kind.noun}.`);
  return openPromise(path, { lazyEntries: true, autoClose: false }).catch(() => {
    throw notReadable(kind, damagedWords);
  });
}

async function readMembers(zip: ZipFile, kind: Bounds): Promise<Members> {
  try {
    const members = new Map<string, Member>();
    let bytes = 0;
    for await (const entry of zip.eachEntry()) {
      bytes += entry.uncompressedSize;
      if (members.size >= kind.maxFiles || bytes > kind.maxBytes) throw notReadable(kind, `It holds more than a ${kind.noun} does.`);
      if (members.has(entry.fileName)) throw notReadable(kind, `It holds two files named ${JSON.stringify(entry.fileName)}.`);
      members.set(entry.fileName, await readMember(zip, entry));
    }
    return members;
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw notReadable(kind, damagedWords);
  }
}

async function readMember(zip: ZipFile, entry: Entry): Promise<Member> {
  const stream = await zip.openReadStreamPromise(entry);
  if (small.has(entry.fileName) && entry.uncompressedSize <= smallBytes) {
    const content = await buffer(stream);
    return { entry, sha256: createHash('sha256').update(content).digest('hex'), content };
  }
  const hash = createHash('sha256');
  for await (const piece of stream) hash.update(piece as Buffer);
  return { entry, sha256: hash.digest('hex'), content: null };
}

function publicKeyOf(members: Members, faults: string[]): PublicKey | null {
  const pem = members.get(keyName)?.content;
  try {
    if (pem) return readPublicKey(pem);
  } catch {
    // Said below.
  }
  faults.push(`${keyName} is missing or damaged.`);
  return null;
}

function manifestOf<M extends SignedPart>(
  members: Members,
  key: PublicKey | null,
  { kind, faults }: { kind: ArchiveKind<M>; faults: string[] },
): M | null {
  const text = members.get(signedNames.manifest)?.content;
  const signature = members.get(signedNames.signature)?.content;
  if (!text || !signature) {
    faults.push(`${text ? signedNames.signature : signedNames.manifest} is missing.`);
    return null;
  }
  if (key && !key.verifies(text, signature)) faults.push('The signature does not fit the manifest: one of them, or the key, was changed.');
  checkMinisign(members, key, faults);
  const manifest = parse(text, kind);
  if (manifest === null) faults.push(`${signedNames.manifest} is not the manifest of a ${kind.noun}.`);
  else if (key && manifest.signedWith.fingerprint !== key.fingerprint)
    faults.push('The manifest names another key than the one beside it.');
  return manifest;
}

/** Archives from before there was one have none; whoever has the key for it has it. */
function checkMinisign(members: Members, key: PublicKey | null, faults: string[]): void {
  const signature = members.get(signedNames.minisign)?.content;
  const manifest = members.get(signedNames.manifest)?.content;
  if (!signature && !members.has(minisignKeyName)) return;
  const fits = signature && manifest && key && verifiesMinisign(key, manifest, signature.toString('latin1'));
  if (!fits) faults.push(`${signedNames.minisign} is missing or does not fit the manifest.`);
}

function parse<M extends SignedPart>(text: Buffer, kind: ArchiveKind<M>): M | null {
  try {
    const value: unknown = JSON.parse(text.toString('utf8'));
    return kind.isManifest(value) ? value : null;
  } catch {
    return null;
  }
}

function checkFiles(members: Members, manifest: SignedPart, faults: string[]): void {
  for (const { name, sha256, bytes } of manifest.files) {
    const member = members.get(name);
    if (!member) faults.push(`${name} is missing.`);
    else if (member.entry.uncompressedSize !== bytes || member.sha256 !== sha256) faults.push(`${name} is not the file that was signed.`);
  }
  const known = new Set<string>([...manifest.files.map(({ name }) => name), ...Object.values(signedNames)]);
  for (const name of members.keys())
    if (!known.has(name)) faults.push(`${JSON.stringify(name)} is in the archive, but not in the manifest.`);
}

/** The archive once more from its files, compared byte by byte: flags, times and comments of an archive are bytes, too. */
async function isAsWritten(path: string, zip: ZipFile, members: Members): Promise<boolean> {
  const entries = [...members].map(
    ([name, { entry }]): ArchiveEntry => ({ path: name, content: () => contentOf(zip, entry), compress: false }),
  );
  const [written, given] = [createHash('sha256'), createHash('sha256')];
  for await (const piece of zipArchive(entries)) written.update(piece);
  for await (const piece of createReadStream(path)) given.update(piece as Buffer);
  return written.digest('hex') === given.digest('hex');
}

async function* contentOf(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  yield* (await zip.openReadStreamPromise(entry)) as AsyncIterable<Uint8Array>;
}

const damagedWords = 'It is no ZIP archive, or a damaged one.';

function notReadable({ noun }: { noun: string }, detail: string): Problem {
  return new Problem('bundle-not-readable', 422, `The file is not a ${noun} that can be read`, { detail });
}
