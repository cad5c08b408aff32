import { createHash } from 'node:crypto';
import type { ArchiveEntry } from '../files/zip-archive.ts';
import { minisignKey, minisignSignature } from './minisign.ts';
import type { SigningKey } from './signing-key.ts';

/** Names within a signed archive; everything else in it is listed in the manifest. */
export const signedNames = { manifest: 'manifest.json', signature: 'manifest.json.sig', minisign: 'manifest.json.minisig' } as const;
export const keyName = 'public-key.pem';
export const minisignKeyName = 'minisign.pub';

/** A file to be signed, opened when its turn comes. */
export interface SignedFile {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Deflated in the archive; absent: stored as it is. */
  readonly compress?: boolean;
  open(): AsyncIterable<Uint8Array>;
}

/** What every manifest says besides what it is about. */
export interface SignedPart {
  readonly signedWith: { readonly algorithm: 'Ed25519'; readonly fingerprint: string };
  readonly files: readonly { readonly name: string; readonly sha256: string; readonly bytes: number }[];
}

export interface SignedArchive<H> {
  readonly name: string;
  readonly manifest: H & SignedPart;
  /** In the order in which they are written. */
  readonly entries: readonly ArchiveEntry[];
}

/**
 * Files with all that is needed to check them offline: public key, words, manifest of SHA-256, and its Ed25519 signature. The same files,
 * head and key give the same bytes.
 *
 * @param head what the manifest begins with; `about` names the subject for people ("Report 2026-00001")
 */
export function signArchive<H extends { readonly schema: string }>({
  name,
  about,
  head,
  files,
  key,
}: {
  name: string;
  about: string;
  head: H;
  files: readonly SignedFile[];
  key: SigningKey;
}): SignedArchive<H> {
  const { pem, fingerprint } = key.publicKey;
  const all = [
    ...files,
    textFile(keyName, pem),
    textFile(minisignKeyName, minisignKey(key.publicKey)),
    textFile('HOW-TO-CHECK.txt', instructions({ name, about, fingerprint })),
  ];
  const manifest: H & SignedPart = {
    ...head,
    signedWith: { algorithm: 'Ed25519', fingerprint },
    files: all.map(({ name, sha256, bytes }) => ({ name, sha256, bytes })),
  };
  const text = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  const entries = [
    ...all.map((file) => ({ path: file.name, content: () => file.open(), compress: file.compress ?? false })),
    { path: signedNames.manifest, content: () => [text], compress: false },
    { path: signedNames.signature, content: () => [key.sign(text)], compress: false },
    { path: signedNames.minisign, content: () => [Buffer.from(minisignSignature(key, text))], compress: false },
  ];
  return { name, manifest, entries };
}

/** A file whose content is text of ours. */
export function textFile(name: string, text: string): SignedFile {
  const content = Buffer.from(text);
  return {
    name,
    sha256: createHash('sha256').update(content).digest('hex'),
    bytes: content.length,
    async *open() {
      yield content;
    },
  };
}

function instructions({ name, about, fingerprint }: { name: string; about: string; fingerprint: string }): string {
  return `${about}: how to check that nothing was changed

With Sightglass:   sightglass verify ${name}

Without Sightglass, in a folder with the unpacked files:

1. The manifest is signed (OpenSSL 3):
   openssl pkeyutl -verify -pubin -inkey ${keyName} -rawin -in ${signedNames.manifest} -sigfile ${signedNames.signature}
   or with minisign:
   minisign -V -p ${minisignKeyName} -m ${signedNames.manifest}

2. Every file is the one the manifest names: compare the SHA-256 of each file (sha256sum, or certutil -hashfile FILE SHA256 on
   Windows) with the one in ${signedNames.manifest}.

3. The key is that of the appliance, not of somebody else: its fingerprint must be the one that the appliance shows
   (sightglass verify --key-fingerprint there, or ask its administrator):
   ${fingerprint}
   openssl pkey -pubin -in ${keyName} -outform DER | openssl dgst -sha256
`;
}
