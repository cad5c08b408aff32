import { type Static, Type } from 'typebox';
import type { Endpoint } from '../../platform/http/endpoint.schema.ts';
import { ById, words } from '../../platform/http/page.schema.ts';

export const exportFormats = ['csv', 'parquet', 'xlsx'] as const;

export const ExportQuery = Type.Object(
  {
    format: words(exportFormats),
    channels: Type.Optional(
      Type.String({ pattern: '^\\d+(,\\d+)*$', maxLength: 20_000, description: 'channel indexes, comma separated; all when absent' }),
    ),
    fromMs: Type.Optional(Type.Number({ description: 'ms since the start of the recording' })),
    toMs: Type.Optional(Type.Number({ description: 'ms since the start of the recording' })),
    decimalMark: Type.Optional({ ...words(['point', 'comma']), default: 'point', description: 'CSV only' }),
    delimiter: Type.Optional({
      ...words(['comma', 'semicolon', 'tab']),
      description: 'CSV only; absent: a semicolon beside decimal commas, otherwise a comma',
    }),
    time: Type.Optional({
      ...words(['clock', 'seconds']),
      description: "clock: instants in the site's zone; seconds: since the start. Absent: clock where the recording has one",
    }),
  },
  { additionalProperties: false },
);
export type ExportQuery = Static<typeof ExportQuery>;

export const exportApi = {
  download: {
    method: 'GET',
    url: '/api/v1/recordings/:id/export',
    permission: 'recordings:read',
    schema: {
      operationId: 'exportRecording',
      summary: 'The stored samples as CSV, Parquet or XLSX, streamed',
      description:
        'Names, units, then a row per instant. Channels of different rates are tables of their own: sheets of the workbook, or files of a ZIP archive. The numbers are those stored, exactly; an empty cell (null) is a missing value. The download is recorded in the audit trail.',
      tags: ['measurements'],
      params: ById,
      querystring: ExportQuery,
      response: { 200: Type.String() },
    },
  },
} as const satisfies Record<string, Endpoint>;
