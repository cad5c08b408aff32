import { type Static, Type } from 'typebox';
import type { Endpoint } from '../../platform/http/endpoint.schema.ts';
import { pageOf, pageQuery } from '../../platform/http/page.schema.ts';

/** What the product can compute when its channels are there: what a limit can be set on. */
export const KnownIndicator = Type.Object(
  {
    id: Type.String({ description: 'stable, for example pump-volumetric-efficiency' }),
    name: Type.String(),
    component: Type.String({ description: 'component kind' }),
    unit: Type.String(),
    formula: Type.String(),
  },
  { $id: 'KnownIndicator', additionalProperties: false },
);
export type KnownIndicator = Static<typeof KnownIndicator>;

export const indicatorApi = {
  list: {
    method: 'GET',
    url: '/api/v1/indicators',
    permission: 'diagnoses:read',
    schema: {
      operationId: 'listIndicators',
      summary: 'The indicators the product can compute, by id',
      tags: ['diagnostics'],
      querystring: pageQuery({}),
      response: { 200: pageOf(KnownIndicator) },
    },
  },
} as const satisfies Record<string, Endpoint>;
