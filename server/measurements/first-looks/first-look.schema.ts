import { type Static, Type } from 'typebox';
import type { Endpoint } from '../../platform/http/endpoint.schema.ts';
import { Id, words } from '../../platform/http/page.schema.ts';
import { Envelope } from '../recording.schema.ts';

/** A first look needs no more than this of a file: it is what every preview of a large file reads. */
export const firstLookBytes = 1024 ** 2;

/**
 * The beginning of a file as curves, read as an import would read it. Nothing is stored. `open`: the file leaves a question, and nothing is
 * guessed; `unreadable`: no text, or nothing an import would take; `unscanned`: a virus scanner looks first.
 */
export const FirstLook = Type.Object(
  {
    state: words(['read', 'open', 'unreadable', 'unscanned']),
    seconds: Type.Number({ description: 'how much time the curves show' }),
    channels: Type.Array(Envelope, { description: 'the first ones with a valid value; times in ms since the first sample' }),
    others: Type.Integer({ description: 'channels of the file that are not shown' }),
  },
  { $id: 'FirstLook', additionalProperties: false },
);
export type FirstLook = Static<typeof FirstLook>;

export const firstLookApi = {
  look: {
    method: 'POST',
    url: '/api/v1/first-looks',
    permission: 'recordings:import',
    bodyLimit: firstLookBytes,
    schema: {
      operationId: 'lookAtBeginning',
      summary: 'Curves of the first megabyte of a file, while the whole of it is on its way',
      tags: ['measurements'],
      consumes: ['application/octet-stream'],
      querystring: Type.Object({ systemId: Id, name: Type.String({ minLength: 1, maxLength: 255 }) }, { additionalProperties: false }),
      response: { 200: FirstLook },
    },
  },
} as const satisfies Record<string, Endpoint>;
