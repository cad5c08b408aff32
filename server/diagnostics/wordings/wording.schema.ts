import { type Static, Type } from 'typebox';
import type { Endpoint } from '../../platform/http/endpoint.schema.ts';
import { words } from '../../platform/http/page.schema.ts';

/** Texts of catalogue and engine in another language, by their English. */
export const Wording = Type.Object(
  {
    language: words(['de']),
    texts: Type.Record(Type.String(), Type.String()),
    sentences: Type.Record(Type.String(), Type.String(), {
      description: 'patterns with places {0}, {1} … of sentences that keep no parts; they are found in the text itself',
    }),
  },
  { $id: 'Wording', additionalProperties: false },
);
export type Wording = Static<typeof Wording>;

export const wordingApi = {
  get: {
    method: 'GET',
    url: '/api/v1/wordings/:language',
    permission: 'diagnoses:read',
    schema: {
      operationId: 'getWording',
      summary: 'Texts of the fault catalogue and of diagnoses in another language, by their English',
      tags: ['diagnostics'],
      params: Type.Object({ language: words(['de']) }, { additionalProperties: false }),
      response: { 200: Wording },
    },
  },
} as const satisfies Record<string, Endpoint>;
