import { type Static, Type } from 'typebox';
import type { Endpoint } from '../platform/http/endpoint.schema.ts';
import { orNull, words } from '../platform/http/page.schema.ts';
import { Job } from '../platform/jobs/job.schema.ts';
import { ImportQuestion, ImportReport, RejectReason } from './import-report.schema.ts';
import { ChannelSuggestion } from './mappings/mapping.schema.ts';
import { NewImport } from './recording.schema.ts';

const closed = { additionalProperties: false } as const;

const PreviewRow = Type.Object(
  {
    line: Type.Integer(),
    kind: words(['before', 'header', 'units', 'data', 'rejected']),
    reason: orNull(RejectReason),
    cells: Type.Array(Type.String(), { description: 'as written; the first 24, each cut at 60 characters' }),
    moreCells: Type.Integer(),
    time: orNull(Type.String({ description: 'as read: wall clock, instant with Z, or +seconds from the file’s own zero' })),
    values: Type.Array(orNull(Type.Number()), {
      description: 'as read, in canonical units, by channel of the report (the first 24); null: missing, or not of this row',
    }),
  },
  closed,
);
export type PreviewRow = Static<typeof PreviewRow>;

/** What an import of these files would do, without importing them. */
export const ImportPreview = Type.Object(
  {
    verdict: words(['ok', 'needs-answer', 'refused']),
    refusal: orNull(Type.Object({ code: Type.String(), title: Type.String(), detail: Type.String() }, closed)),
    questions: Type.Array(ImportQuestion, { description: 'still open with the answers given' }),
    report: orNull(ImportReport),
    recordings: Type.Integer({ description: 'that the files become; the report is of the first' }),
    isComplete: Type.Boolean({ description: 'the report counts the whole files; false: their first megabyte' }),
    rows: Type.Array(PreviewRow),
    outcomes: Type.Array(
      Type.Object({ question: Type.String(), answer: Type.Unknown(), first: orNull(Type.String()), last: orNull(Type.String()) }, closed),
      { description: 'what choosing an answer would mean for the first and the last instant' },
    ),
    mapping: Type.Array(ChannelSuggestion),
    template: orNull(Type.String({ description: 'name@version that was applied' })),
  },
  { $id: 'ImportPreview', ...closed },
);
export type ImportPreview = Static<typeof ImportPreview>;

const tags = ['measurements'] as const;
export const previewApi = {
  preview: {
    method: 'POST',
    url: '/api/v1/import-previews',
    permission: 'recordings:import',
    schema: {
      operationId: 'previewImport',
      summary: 'What an import of handed-in files would do: questions, first rows as written and as read, counts, channels',
      tags,
      body: NewImport,
      response: { 200: ImportPreview },
    },
  },
  check: {
    method: 'POST',
    url: '/api/v1/import-checks',
    permission: 'recordings:import',
    schema: {
      operationId: 'checkImport',
      summary: 'Read handed-in files to their end without storing anything: a job whose result holds the report',
      tags,
      body: NewImport,
      response: { 202: Job },
    },
  },
} as const satisfies Record<string, Endpoint>;
