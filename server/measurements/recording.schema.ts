import { type Static, Type } from 'typebox';
import type { Endpoint } from '../platform/http/endpoint.schema.ts';
import { ById, Id, Instant, Name, orNull, pageOf, pageQuery, Sha256 } from '../platform/http/page.schema.ts';
import { Job } from '../platform/jobs/job.schema.ts';
import { Quantity, SignalId } from '../systems/signal.schema.ts';
import { ImportReport } from './import-report.schema.ts';
import { ImportSettings } from './import-settings.schema.ts';
import { FileKind, FileState, ScanState } from './uploads/file-kind.schema.ts';

/** A file as it was handed in: kept unchanged for ever, addressed by its hash. */
export const RawFile = Type.Object(
  {
    sha256: Sha256,
    name: Type.String(),
    bytes: Type.Integer(),
    kind: FileKind,
    state: FileState,
    scan: ScanState,
    reason: orNull(Type.String({ description: 'why it was refused, or what it waits for' })),
    createdAt: Instant,
  },
  { $id: 'RawFile', additionalProperties: false },
);
export type RawFile = Static<typeof RawFile>;

/** One measured quantity within a recording. Times are ms since the start of the recording. */
export const RecordingChannel = Type.Object(
  {
    index: Type.Integer({
      description: 'names the channel in the recording; not its place in a list, since derived channels may be removed',
    }),
    channelId: orNull(Id),
    name: Type.String(),
    quantity: Quantity,
    unit: Type.String(),
    unitWritten: orNull(Type.String()),
    signal: orNull(SignalId),
    timeBase: Type.Integer(),
    position: Type.Integer({ description: 'position within its time base in the series file' }),
    intervalMs: orNull(Type.Number()),
    count: Type.Integer(),
    valid: Type.Integer(),
    min: orNull(Type.Number()),
    max: orNull(Type.Number()),
    mean: orNull(Type.Number()),
    derived: orNull(
      Type.Object(
        { id: Id, expression: Type.String(), seriesSha256: Sha256 },
        { additionalProperties: false, description: 'computed from other channels; its samples lie in a series file of their own' },
      ),
    ),
  },
  { $id: 'RecordingChannel', additionalProperties: false },
);
export type RecordingChannel = Static<typeof RecordingChannel>;

export const Recording = Type.Object(
  {
    id: Id,
    systemId: Id,
    name: Name,
    clock: Type.Union([Type.Literal('absolute'), Type.Literal('relative')], {
      description: 'relative: the file names no date, time starts at 0',
    }),
    startedAt: orNull(Instant),
    durationMs: Type.Number(),
    cycleLengthMs: orNull(Type.Number()),
    cycleCount: orNull(Type.Integer()),
    channelCount: Type.Integer(),
    sampleCount: Type.Integer(),
    seriesSha256: Sha256,
    seriesBytes: Type.Integer(),
    importerVersion: Type.String(),
    createdAt: Instant,
    createdBy: Type.String(),
  },
  { $id: 'Recording', additionalProperties: false },
);
export type Recording = Static<typeof Recording>;

export const RecordingDetail = Type.Object(
  {
    recording: Recording,
    channels: Type.Array(RecordingChannel),
    files: Type.Array(RawFile),
    skippedFiles: Type.Array(Type.Object({ name: Type.String(), reason: Type.String() })),
    importReport: ImportReport,
    recipe: Type.Unknown({ description: 'how the files were read; the same recipe gives the same bytes' }),
    importSettings: orNull(ImportSettings),
  },
  { $id: 'RecordingDetail', additionalProperties: false },
);
export type RecordingDetail = Static<typeof RecordingDetail>;

export const NewImport = Type.Object(
  {
    systemId: Id,
    name: Type.Optional(Name),
    files: Type.Array(
      Type.Object({ sha256: Sha256, name: Type.String({ minLength: 1, maxLength: 255 }) }, { additionalProperties: false }),
      { minItems: 1, maxItems: 1000 },
    ),
    answers: Type.Optional(Type.Record(Type.String({ maxLength: 60 }), Type.Unknown(), { maxProperties: 20 })),
    template: Type.Optional(
      Type.String({ maxLength: 100, description: 'name of a logger’s template, or none; absent: the one that fits the files' }),
    ),
  },
  { $id: 'NewImport', additionalProperties: false },
);
export type NewImport = Static<typeof NewImport>;

/** min/max/mean per bucket; null where a bucket holds no valid sample. Times are ms since the start of the recording. */
export const Envelope = Type.Object(
  {
    channel: Type.Integer(),
    name: Type.String(),
    unit: Type.String(),
    fromMs: Type.Number(),
    toMs: Type.Number(),
    source: Type.Union([Type.Literal('raw'), Type.Literal('pyramid')]),
    timeMs: Type.Array(Type.Number()),
    min: Type.Array(orNull(Type.Number())),
    max: Type.Array(orNull(Type.Number())),
    mean: Type.Array(orNull(Type.Number())),
    count: Type.Array(Type.Integer()),
  },
  { $id: 'Envelope', additionalProperties: false },
);
export type Envelope = Static<typeof Envelope>;

/** A channel that was asked for and whose stored samples cannot be trusted or found: nothing of it is shown. */
export const DamagedChannel = Type.Object(
  {
    channel: Type.Integer(),
    name: Type.String(),
    unit: Type.String(),
    code: Type.String({ description: 'series-damaged, series-missing or series-too-new' }),
    detail: Type.String(),
    fromMs: orNull(Type.Number({ description: 'what is lost, ms since the start of the recording; null: all of it' })),
    toMs: orNull(Type.Number()),
  },
  { $id: 'DamagedChannel', additionalProperties: false },
);
export type DamagedChannel = Static<typeof DamagedChannel>;

/** What can be read of the channels that were asked for, and what cannot. */
export interface SeriesContent {
  channels: Envelope[];
  damaged: DamagedChannel[];
}

/** The packed form of an answer with samples: ENVELOPES.md. */
export const seriesMediaType = 'application/vnd.sightglass.series';

const tags = ['measurements'] as const;
export const recordingApi = {
  upload: {
    method: 'POST',
    url: '/api/v1/uploads',
    permission: 'recordings:import',
    bodyLimit: 8 * 1024 ** 3,
    schema: {
      operationId: 'uploadFile',
      summary: 'Hand in a file as it is (streamed, hashed, kept unchanged)',
      tags,
      consumes: ['application/octet-stream'],
      querystring: Type.Object({ name: Type.String({ minLength: 1, maxLength: 255 }) }, { additionalProperties: false }),
      response: { 201: RawFile },
    },
  },
  startImport: {
    method: 'POST',
    url: '/api/v1/imports',
    permission: 'recordings:import',
    schema: {
      operationId: 'startImport',
      summary: 'Import handed-in files: one recording, or several when they do not belong together',
      tags,
      body: NewImport,
      response: { 202: Job },
    },
  },
  list: {
    method: 'GET',
    url: '/api/v1/recordings',
    permission: 'recordings:read',
    schema: {
      operationId: 'listRecordings',
      summary: 'Recordings, newest first',
      tags,
      querystring: pageQuery({ systemId: Type.Optional(Id) }),
      response: { 200: pageOf(Recording) },
    },
  },
  get: {
    method: 'GET',
    url: '/api/v1/recordings/:id',
    permission: 'recordings:read',
    schema: {
      operationId: 'getRecording',
      summary: 'A recording with channels, raw files and import report',
      tags,
      params: ById,
      response: { 200: RecordingDetail },
    },
  },
  series: {
    method: 'GET',
    url: '/api/v1/recordings/:id/series',
    permission: 'recordings:read',
    schema: {
      operationId: 'getSeries',
      summary: 'min/max/mean per bucket of some channels; extremes always survive',
      description:
        'A range that holds no more samples than buckets is answered with the samples themselves. With `Accept: application/vnd.sightglass.series` the same numbers come as packed columns (server/measurements/ENVELOPES.md). Every whole answer has a strong ETag; If-None-Match is answered with 304. A channel whose stored samples are damaged stands in `damaged` and the others are answered; only when none can be read is the answer a problem.',
      tags,
      params: ById,
      querystring: Type.Object(
        {
          channels: Type.String({ pattern: '^\\d+(,\\d+){0,31}$', description: 'channel indexes, comma separated, at most 32' }),
          fromMs: Type.Optional(Type.Number({ description: 'ms since the start of the recording; outside of it: its start' })),
          toMs: Type.Optional(Type.Number({ description: 'ms since the start of the recording; outside of it: its end' })),
          buckets: Type.Optional(Type.Integer({ minimum: 1, maximum: 4000, default: 1000 })),
        },
        { additionalProperties: false },
      ),
      response: {
        200: Type.Object({ channels: Type.Array(Envelope), damaged: Type.Array(DamagedChannel) }, { additionalProperties: false }),
      },
    },
  },
  rejectedRows: {
    method: 'GET',
    url: '/api/v1/recordings/:id/rejected-rows',
    permission: 'recordings:read',
    schema: {
      operationId: 'getRejectedRows',
      summary: 'Every rejected row as CSV: file, line, reason, text',
      tags,
      params: ById,
      response: { 200: Type.String() },
    },
  },
} as const satisfies Record<string, Endpoint>;
