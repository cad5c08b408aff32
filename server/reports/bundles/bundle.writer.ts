import { zipArchive } from '../../platform/files/zip-archive.ts';
import { type SignedArchive, type SignedFile, signArchive, textFile } from '../../platform/signing/signed-archive.ts';
import type { SigningKey } from '../../platform/signing/signing-key.ts';
import { publishedSchemaName, publishedSchemaText } from '../formats/published.schema.ts';
import type { Report } from '../report.schema.ts';
import { type BundleManifest, bundleSchemaId } from './bundle.schema.ts';

type Bundle = SignedArchive<Pick<BundleManifest, 'schema' | 'report'>>;

/** What the manifest says of the report. */
type BundledReport = Pick<
  Report,
  'id' | 'number' | 'title' | 'status' | 'recordingId' | 'diagnosisId' | 'createdAt' | 'createdBy' | 'files'
>;

/** A report with all that is needed to check and to read it offline. The same report and key give the same bytes. */
export function makeBundle(report: BundledReport, files: readonly SignedFile[], key: SigningKey): Bundle {
  const { id, number, title, status, recordingId, diagnosisId, createdAt, createdBy } = report;
  const head = { schema: bundleSchemaId, report: { id, number, title, status, recordingId, diagnosisId, createdAt, createdBy } } as const;
  // Whoever reads the JSON with a program finds its shape beside it.
  const shape = report.files.some(({ format }) => format === 'json') ? [textFile(publishedSchemaName, publishedSchemaText())] : [];
  return signArchive({ name: `report-${number}.zip`, about: `Report ${number}`, head, files: [...files, ...shape], key });
}

export function writeBundle(bundle: Pick<Bundle, 'entries'>): AsyncGenerator<Uint8Array> {
  return zipArchive(bundle.entries);
}
