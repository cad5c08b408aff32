import { type Static, Type } from 'typebox';
import type { Endpoint } from '../../platform/http/endpoint.schema.ts';
import { ById, Id, Instant, orNull, pageOf, pageQuery, Sha256, words } from '../../platform/http/page.schema.ts';
import { JobState } from '../../platform/jobs/job.schema.ts';

const closed = { additionalProperties: false } as const;

export const dataSets = ['systems', 'recordings', 'diagnoses', 'reports', 'audit'] as const;
export type DataSet = (typeof dataSets)[number];
export const dataExportFormats = ['csv', 'json', 'parquet'] as const;
export type DataExportFormat = (typeof dataExportFormats)[number];
export const dataExportKind = 'data-export';

const DataRange = {
  siteId: Type.Optional(Id),
  from: Type.Optional(Type.String({ maxLength: 30, description: 'an instant or a day, UTC; rows made from then on' })),
  to: Type.Optional(Type.String({ maxLength: 30, description: 'an instant or a day, UTC; rows made before' })),
};

export const NewDataExport = Type.Object(
  {
    datasets: Type.Array(words(dataSets), { minItems: 1, maxItems: dataSets.length, uniqueItems: true }),
    format: words(dataExportFormats),
    ...DataRange,
    keepDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 90, default: 7, description: 'then the file is removed' })),
  },
  { $id: 'NewDataExport', ...closed },
);
export type NewDataExport = Static<typeof NewDataExport>;

/** A table within an export: its rows, and the files that hold them. */
export const ExportedRows = Type.Object(
  { table: Type.String(), rows: Type.Integer({ minimum: 0 }), files: Type.Array(Type.String(), { maxItems: 10_000 }) },
  closed,
);
export type ExportedRows = Static<typeof ExportedRows>;

export const DataExport = Type.Object(
  {
    id: Id,
    jobId: Id,
    jobState: JobState,
    datasets: NewDataExport.properties.datasets,
    format: NewDataExport.properties.format,
    siteId: orNull(Id),
    from: orNull(Instant),
    to: orNull(Instant),
    keepDays: Type.Integer(),
    file: orNull(
      Type.Object(
        {
          name: Type.String(),
          sha256: Sha256,
          bytes: Type.Integer(),
          tables: Type.Array(ExportedRows),
          madeAt: Instant,
          expiresAt: Instant,
          removedAt: orNull(Instant),
        },
        closed,
      ),
    ),
    createdAt: Instant,
    createdBy: Type.String(),
  },
  { $id: 'DataExport', ...closed },
);
export type DataExport = Static<typeof DataExport>;

export const dataExportSchemaId = 'urn:sightglass:schema:data-export:1';

/** What the archive of an export holds: signed as the bytes it is written as. */
export const DataExportManifest = Type.Object(
  {
    schema: Type.Literal(dataExportSchemaId),
    export: Type.Object(
      {
        id: Id,
        datasets: NewDataExport.properties.datasets,
        format: NewDataExport.properties.format,
        siteId: orNull(Id),
        from: orNull(Instant),
        to: orNull(Instant),
        snapshotAt: Instant,
        createdBy: Type.String(),
        tables: Type.Array(ExportedRows),
      },
      closed,
    ),
    signedWith: Type.Object({ algorithm: Type.Literal('Ed25519'), fingerprint: Type.String() }, closed),
    files: Type.Array(
      Type.Object({ name: Type.String({ pattern: '^[\\w.-]{1,120}$' }), sha256: Sha256, bytes: Type.Integer({ minimum: 0 }) }, closed),
      { minItems: 1, maxItems: 10_000 },
    ),
  },
  { $id: dataExportSchemaId, title: 'Manifest of a Sightglass data export', ...closed },
);
export type DataExportManifest = Static<typeof DataExportManifest>;

const tags = ['operations'] as const;
const permission = 'data:export';
export const dataExportApi = {
  start: {
    method: 'POST',
    url: '/api/v1/data-exports',
    permission,
    schema: {
      operationId: 'startDataExport',
      summary: 'Write what is stored into one signed ZIP, as a job',
      description:
        'Rows that were there when the job began, each once; secrets (passwords, sessions, keys) are never in it. A time range chooses recordings, diagnoses, reports and audit events by the time they were made; systems are always whole.',
      tags,
      body: NewDataExport,
      response: { 202: DataExport },
    },
  },
  list: {
    method: 'GET',
    url: '/api/v1/data-exports',
    permission,
    schema: {
      operationId: 'listDataExports',
      summary: 'Data exports, newest first',
      tags,
      querystring: pageQuery({}),
      response: { 200: pageOf(DataExport) },
    },
  },
  get: {
    method: 'GET',
    url: '/api/v1/data-exports/:id',
    permission,
    schema: { operationId: 'getDataExport', summary: 'One data export', tags, params: ById, response: { 200: DataExport } },
  },
  download: {
    method: 'GET',
    url: '/api/v1/data-exports/:id/file',
    permission,
    schema: {
      operationId: 'downloadDataExport',
      summary: 'The ZIP; goes on where a download broke off (Range, If-Range)',
      tags,
      params: ById,
      headers: Type.Object({
        range: Type.Optional(Type.String({ maxLength: 200 })),
        'if-range': Type.Optional(Type.String({ maxLength: 200 })),
      }),
      response: { 200: Type.String(), 206: Type.String() },
    },
  },
  remove: {
    method: 'DELETE',
    url: '/api/v1/data-exports/:id/file',
    permission,
    schema: {
      operationId: 'removeDataExport',
      summary: 'Remove the ZIP before its time',
      tags,
      params: ById,
      response: { 200: DataExport },
    },
  },
} as const satisfies Record<string, Endpoint>;
