import { Value } from 'typebox/value';
import { type ArchiveCheck, type ArchiveKind, checkArchive } from '../../platform/signing/archive-check.ts';
import type { PublicKey } from '../../platform/signing/signing-key.ts';
import { BundleManifest } from './bundle.schema.ts';

/** A report is some megabytes, in at most twenty files; nobody unpacks more than this for a check. */
export const reportBundle: ArchiveKind<BundleManifest> = {
  noun: 'report bundle',
  maxFiles: 24,
  maxBytes: 512 * 1024 ** 2,
  isStored: () => true,
  isManifest: (value): value is BundleManifest => Value.Check(BundleManifest, value),
};

/**
 * Checks a bundle: archive, manifest, signature, every file, and whose key it is. Every byte of the archive counts: it must be exactly
 * what the product writes for these files.
 *
 * @param expected the key that should have signed; absent: nothing to compare with
 * @throws Problem `bundle-not-readable` when the file is no bundle at all
 */
export function checkBundle(path: string, expected?: PublicKey): Promise<ArchiveCheck<BundleManifest>> {
  return checkArchive(path, reportBundle, expected);
}
