import { type Static, Type } from 'typebox';
import { Indicator } from '../../diagnostics/diagnosis.schema.ts';
import type { Endpoint } from '../../platform/http/endpoint.schema.ts';
import { ById, Id, orNull, pageOf, pageQuery, words } from '../../platform/http/page.schema.ts';
import { Evidence } from '../report-document.schema.ts';

const closed = { additionalProperties: false } as const;

/** What a number of a report rests on, as it was when the report was made: from the number down to the raw files. */
export const EvidenceDetail = Type.Object(
  {
    item: Evidence,
    systemName: Type.String(),
    recordingName: Type.String(),
    stated: orNull(Type.Object({ value: orNull(Type.Number()), uncertainty: orNull(Type.Number()), unit: Type.String() }, closed)),
    indicator: orNull(Indicator),
    chain: Type.Array(Evidence, { description: 'everything it rests on, each once; without itself' }),
    rawFiles: Type.Array(Type.Object({ sha256: Type.String(), name: Type.String() }, closed)),
  },
  { $id: 'ReportEvidenceDetail', ...closed },
);
export type EvidenceDetail = Static<typeof EvidenceDetail>;

/** How the table is written; a semicolon stands beside decimal commas where nothing is said. */
export const TableStyleQuery = Type.Object(
  {
    decimalMark: Type.Optional({ ...words(['point', 'comma']), default: 'point' }),
    delimiter: Type.Optional(words(['comma', 'semicolon', 'tab'])),
  },
  closed,
);
export type TableStyleQuery = Static<typeof TableStyleQuery>;

const tags = ['reports'] as const;
const permission = 'reports:read';
export const contentApi = {
  evidence: {
    method: 'GET',
    url: '/api/v1/reports/:id/evidence',
    permission,
    schema: {
      operationId: 'listReportEvidence',
      summary: 'What the ids of a report stand for, in their order',
      tags,
      params: ById,
      querystring: pageQuery({
        kind: Type.Optional(words(['file', 'channel', 'indicator', 'finding', 'model', 'test-value', 'nameplate'])),
      }),
      response: { 200: pageOf(Evidence) },
    },
  },
  oneEvidence: {
    method: 'GET',
    url: '/api/v1/reports/:id/evidence/:evidenceId',
    permission,
    schema: {
      operationId: 'getReportEvidence',
      summary: 'What one number of a report rests on, down to the raw files',
      tags,
      params: Type.Object({ id: Id, evidenceId: Type.String({ pattern: '^[A-Z]\\d{1,6}$' }) }, closed),
      response: { 200: EvidenceDetail },
    },
  },
  table: {
    method: 'GET',
    url: '/api/v1/reports/:id/table',
    permission,
    schema: {
      operationId: 'downloadReportTable',
      summary: 'Indicators, findings, votes and test values as CSV in the style that is asked for, from the frozen report',
      tags,
      params: ById,
      querystring: TableStyleQuery,
      response: { 200: Type.String() },
    },
  },
  documentSchema: {
    method: 'GET',
    url: '/api/v1/report-document-schema',
    permission,
    schema: {
      operationId: 'getReportDocumentSchema',
      summary: 'JSON Schema of the JSON of reports; the same file lies in every bundle',
      tags,
      response: { 200: Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true }) },
    },
  },
} as const satisfies Record<string, Endpoint>;
