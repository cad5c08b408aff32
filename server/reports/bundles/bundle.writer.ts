import { createHash } from 'node:crypto';
import { type ArchiveEntry, zipArchive } from '../../platform/files/zip-archive.ts';
import type { SigningKey } from '../../platform/signing/signing-key.ts';
import type { Report } from '../report.schema.ts';
import { type BundleManifest, bundleNames, bundleSchemaId } from './bundle.schema.ts';

/** A file of a report, opened when its turn comes. */
export interface BundledFile {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  open(): AsyncIterable<Uint8Array>;
}

/** The manifest, its signature, and the entries of the archive in their order. */
export interface Bundle {
  readonly name: string;
  readonly manifest: BundleManifest;
  readonly entries: readonly ArchiveEntry[];
}

/** A report with all that is needed to check it offline. The same report and key give the same bytes. */
export function makeBundle(report: Report, files: readonly BundledFile[], key: SigningKey): Bundle {
  const { id, number, title, status, recordingId, diagnosisId, createdAt, createdBy } = report;
  const inline = [
    textFile('public-key.pem', key.publicKey.pem),
    textFile('HOW-TO-CHECK.txt', instructions(number, key.publicKey.fingerprint)),
  ];
  const all = [...files, ...inline];
  const manifest: BundleManifest = {
    schema: bundleSchemaId,
    report: { id, number, title, status, recordingId, diagnosisId, createdAt, createdBy },
    signedWith: { algorithm: 'Ed25519', fingerprint: key.publicKey.fingerprint },
    files: all.map(({ name, sha256, bytes }) => ({ name, sha256, bytes })),
  };
  const text = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  const entries = [
    ...all.map((file) => ({ path: file.name, content: () => file.open(), compress: false })),
    { path: bundleNames.manifest, content: () => [text], compress: false },
    { path: bundleNames.signature, content: () => [key.sign(text)], compress: false },
  ];
  return { name: `report-${number}.zip`, manifest, entries };
}

export function writeBundle(bundle: Bundle): AsyncGenerator<Uint8Array> {
  return zipArchive(bundle.entries);
}

function textFile(name: string, text: string): BundledFile {
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

function instructions(number: string, fingerprint: string): string {
  return `Report ${number}: how to check that nothing was changed

With Sightglass:   sightglass verify report-${number}.zip

Without Sightglass, in a folder with the unpacked files:

1. The manifest is signed (OpenSSL 3):
   openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in ${bundleNames.manifest} -sigfile ${bundleNames.signature}

2. Every file is the one the manifest names: compare the SHA-256 of each file (sha256sum, or certutil -hashfile FILE SHA256 on
   Windows) with the one in ${bundleNames.manifest}.

3. The key is that of the appliance, not of somebody else: its fingerprint must be the one that the appliance shows
   (sightglass verify --key-fingerprint there, or ask its administrator):
   ${fingerprint}
   openssl pkey -pubin -in public-key.pem -outform DER | openssl dgst -sha256
`;
}
