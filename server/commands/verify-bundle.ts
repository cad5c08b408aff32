import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataExportManifest } from '../operations/data-exports/data-export.schema.ts';
import { dataExportArchive } from '../operations/data-exports/data-export.verification.ts';
import { readConfig } from '../platform/config/config.ts';
import { Problem } from '../platform/problem.ts';
import { type ArchiveCheck, type ArchiveKind, checkArchive } from '../platform/signing/archive-check.ts';
import { openSigningKey, type PublicKey, readPublicKey } from '../platform/signing/signing-key.ts';
import type { BundleManifest } from '../reports/bundles/bundle.schema.ts';
import { reportBundle } from '../reports/bundles/bundle.verification.ts';
import type { CommandContext } from './command.ts';

type Manifest = BundleManifest | DataExportManifest;

/** A report's bundle or a data export: which of them, its own manifest says. */
const anyKind: ArchiveKind<Manifest> = {
  ...dataExportArchive,
  noun: 'report bundle',
  isStored: (manifest) => reportBundle.isManifest(manifest),
  isManifest: (value): value is Manifest => reportBundle.isManifest(value) || dataExportArchive.isManifest(value),
};

/** `verify FILE.zip`: needs no appliance. Where one is at hand, its key is the one to compare with. */
export async function verifyBundle(
  path: string,
  { key, data }: { key: string | undefined; data: string | undefined },
  { output, exit }: CommandContext,
): Promise<void> {
  if (!existsSync(path)) throw new Problem('file-not-found', 404, 'There is no such file', { detail: path });
  const check = await checkArchive<Manifest>(path, anyKind, expectedKey(key, data));
  output.result(describe(path, check), check);
  if (!check.isGenuine) exit.code = 1;
}

/** The key that report bundles of the appliance in this data folder are signed with. */
export function ownPublicKey(data: string | undefined): PublicKey | undefined {
  const { dataDir } = readConfig({ data });
  return existsSync(join(dataDir, 'keys')) ? openSigningKey(dataDir).publicKey : undefined;
}

function expectedKey(path: string | undefined, data: string | undefined): PublicKey | undefined {
  if (path === undefined) return ownPublicKey(data);
  if (!existsSync(path)) throw new Problem('file-not-found', 404, 'There is no such file', { detail: path });
  return readPublicKey(readFileSync(path));
}

function describe(path: string, { isGenuine, faults, manifest, fingerprint, signer }: ArchiveCheck<Manifest>): string {
  if (!isGenuine) return [`${path}: NOT genuine`, ...faults.map((fault) => `  ${fault}`)].join('\n');
  const lines = [
    `${path}: every byte is as it was signed`,
    ...(manifest ? [`  ${subjectOf(manifest)}`] : []),
    ...(manifest?.files ?? []).map(({ name, sha256 }) => `  ${sha256}  ${name}`),
    `  signed with ${fingerprint}`,
  ];
  if (signer === 'unknown')
    lines.push('  Whose key that is was not checked: compare it with the one the appliance shows, or give it with --key FILE.');
  else lines.push('  which is the key it should be signed with');
  return lines.join('\n');
}

function subjectOf(manifest: Manifest): string {
  if ('report' in manifest) return `report ${manifest.report.number} (${manifest.report.status}), ${manifest.report.title}`;
  const { datasets, snapshotAt, tables } = manifest.export;
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return `data export of ${snapshotAt}: ${datasets.join(', ')} (${rows} rows)`;
}
