import { text } from 'node:stream/consumers';
import type { Actor } from '../../accounts/actor.ts';
import type { AuditTrail } from '../../accounts/audit.service.ts';
import { resultIn } from '../../diagnostics/wordings/result.translation.ts';
import type { Db } from '../../platform/database/database.ts';
import type { ContentStore } from '../../platform/files/content-store.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import { Problem } from '../../platform/problem.ts';
import type { TextStyle } from '../../platform/tables/cell-text.ts';
import { reportCsv } from '../formats/csv.format.ts';
import type { Report } from '../report.schema.ts';
import type { Evidence, ReportDocument } from '../report-document.schema.ts';
import { readStoredDocument } from '../traces/stored-document.ts';
import { traceOf } from '../traces/trace.ts';
import type { EvidenceDetail, TableStyleQuery } from './content.schema.ts';

/** What stands in a report, read from its frozen document: never from what became of the data later. */
export interface ContentService {
  /** @throws Problem `report-not-found`, `report-being-written`, what a damaged file says */
  listEvidence(id: string, request: PageRequest & { kind?: Evidence['kind'] }): Promise<Page<Evidence>>;
  /** @throws Problem `evidence-not-found`, too */
  getEvidence(id: string, evidenceId: string): Promise<EvidenceDetail>;
  /** The download is audited. */
  openTable(id: string, style: TableStyleQuery, actor: Actor): Promise<{ name: string; text: string }>;
}

export function createContentService(deps: {
  db: Db;
  audit: AuditTrail;
  files: ContentStore;
  reports: { get(id: string): Promise<Report> };
}): ContentService {
  const { db, audit, files, reports } = deps;

  async function documentOf(id: string): Promise<{ report: Report; document: ReportDocument }> {
    const report = await reports.get(id);
    const json = report.contentSha256 ?? report.files.find(({ format }) => format === 'json')?.sha256;
    if (!json)
      throw new Problem('report-being-written', 409, 'The report is still being written', {
        detail: 'What its numbers rest on can be read as soon as it is there.',
      });
    return { report, document: readStoredDocument(await text(await files.open(json))) };
  }

  return {
    async listEvidence(id, { kind, limit = 50, cursor }) {
      const { document } = await documentOf(id);
      const all = kind === undefined ? document.evidence : document.evidence.filter((item) => item.kind === kind);
      const from = cursor === undefined ? 0 : all.findIndex((item) => item.id === cursor) + 1;
      if (cursor !== undefined && from === 0)
        throw new Problem('cursor-invalid', 400, 'The list cannot go on from there', { detail: 'Begin again without a cursor.' });
      const items = all.slice(from, from + limit);
      const last = items.at(-1);
      return { items, ...(last && from + limit < all.length && { next: last.id }) };
    },
    async getEvidence(id, evidenceId) {
      const { document } = await documentOf(id);
      return detailOf(document, evidenceId);
    },
    async openTable(id, query, actor) {
      const { report, document } = await documentOf(id);
      await audit.record(db, {
        actor,
        action: 'report.exported',
        subjectType: 'report',
        subjectId: id,
        newValue: { format: 'table', ...query },
      });
      return { name: `report-${report.number}.csv`, text: reportCsv(document, styleOf(query)) };
    },
  };
}

function detailOf(document: ReportDocument, evidenceId: string): EvidenceDetail {
  const { steps, rawFiles, stated, part } = traceOf(document, evidenceId);
  const [item, ...chain] = steps as [Evidence, ...Evidence[]];
  const { recording } = part.diagnosis;
  const position = document.evidence
    .filter((other) => other.kind === item.kind && other.recordingId === item.recordingId)
    .findIndex((other) => other.id === item.id);
  const { indicators } = resultIn(document.language, part.diagnosis);
  const names = new Map(recording.files.map(({ sha256, name }) => [sha256, name]));
  return {
    item,
    systemName: part.systemName,
    recordingName: recording.name,
    stated: stated ? { value: stated.value, uncertainty: stated.uncertainty, unit: stated.unit } : null,
    indicator: item.kind === 'indicator' ? (indicators[position] ?? null) : null,
    chain,
    rawFiles: rawFiles.map((sha256) => ({ sha256, name: names.get(sha256) ?? '' })),
  };
}

const marks = { point: '.', comma: ',' } as const;
const delimiters = { comma: ',', semicolon: ';', tab: '\t' } as const;

function styleOf({ decimalMark = 'point', delimiter }: TableStyleQuery): TextStyle {
  return { decimalMark: marks[decimalMark], delimiter: delimiters[delimiter ?? (decimalMark === 'comma' ? 'semicolon' : 'comma')] };
}
