import { type ReportDocument, reportDocumentId } from '../report-document.schema.ts';

const firstDocumentId = 'urn:sightglass:schema:report-document:1';

/** Reports written before there were parts: what was of the one recording stood in the document itself. */
type FirstDocument = Omit<ReportDocument, 'schema' | 'parts' | 'kind' | 'letterhead' | 'comparison'> &
  Omit<ReportDocument['parts'][number], 'systemName'>;

/** A document as it was stored, of any version of the format, in the shape of today. */
export function readStoredDocument(json: string): ReportDocument {
  const stored: { schema: string } = JSON.parse(json);
  if (stored.schema === reportDocumentId) return stored as ReportDocument;
  if (stored.schema !== firstDocumentId) throw new Error(`a report document of another kind: ${stored.schema}`);
  const { diagnosis, guidedTests, ...rest } = stored as unknown as FirstDocument;
  const part = { systemName: diagnosis.recording.systemName, resultSha256: rest.resultSha256, diagnosis, guidedTests: guidedTests ?? [] };
  return { ...rest, schema: reportDocumentId, kind: 'diagnosis', letterhead: null, parts: [part], comparison: null };
}
