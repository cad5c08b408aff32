import { Value } from 'typebox/value';
import type { ArchiveKind } from '../../platform/signing/archive-check.ts';
import { DataExportManifest } from './data-export.schema.ts';

/** An export may be as large as what is stored; only hashes of it are kept in memory. Its tables are compressed: their content counts. */
export const dataExportArchive: ArchiveKind<DataExportManifest> = {
  noun: 'data export',
  maxFiles: 10_010,
  maxBytes: 1024 ** 4,
  isStored: () => false,
  isManifest: (value): value is DataExportManifest => Value.Check(DataExportManifest, value),
};
