import { type Static, Type } from 'typebox';
import type { Endpoint } from '../../platform/http/endpoint.schema.ts';
import { IfMatch } from '../../platform/http/if-match.schema.ts';
import { ById, Id, orNull, words } from '../../platform/http/page.schema.ts';
import { SignalId } from '../../systems/signal.schema.ts';

const closed = { additionalProperties: false } as const;

/**
 * What a channel of a file is, as a person says it: a signal, one of the system's channels by name, or neither (null). By names and signals
 * only, so that the same words hold for another system.
 */
export const MappingTarget = orNull(
  Type.Union([SignalId, Type.Object({ channel: Type.String({ minLength: 1, maxLength: 200 }) }, closed)]),
);
export type MappingTarget = Static<typeof MappingTarget>;

/** By the channel's name in the file: `answers.mapping`. */
export const ChannelMapping = Type.Record(Type.String({ minLength: 1, maxLength: 200 }), MappingTarget, { maxProperties: 2000 });
export type ChannelMapping = Static<typeof ChannelMapping>;

const ChannelCandidate = Type.Object(
  {
    target: MappingTarget,
    signal: orNull(SignalId),
    reason: words(['answered', 'confirmed', 'same-name', 'same-signal', 'template', 'name', 'word', 'number']),
    text: Type.String({ description: 'the word of the name that says so, or who confirmed it' }),
    isOutOfRange: Type.Boolean({ description: 'the values lie where this signal’s never do' }),
  },
  closed,
);
export type ChannelCandidate = Static<typeof ChannelCandidate>;

export const ChannelSuggestion = Type.Object(
  {
    name: Type.String({ description: 'of the channel in the file' }),
    confidence: words(['confirmed', 'certain', 'likely', 'open', 'none']),
    target: MappingTarget,
    signal: orNull(SignalId),
    channelId: orNull(Id),
    candidates: Type.Array(ChannelCandidate, { description: 'best first; open: nobody chose between them' }),
  },
  { $id: 'ChannelSuggestion', ...closed },
);
export type ChannelSuggestion = Static<typeof ChannelSuggestion>;

/** What the channels of a recording are taken for now, and what each of them may be. */
export const RecordingMapping = Type.Object(
  {
    tag: Type.String({ description: 'the entity tag of this state: a change sends it as If-Match' }),
    channels: Type.Array(
      Type.Object(
        { index: Type.Integer(), signal: orNull(SignalId), channelId: orNull(Id), suggestion: ChannelSuggestion },
        { additionalProperties: false, description: 'the channel by its index in the recording' },
      ),
    ),
  },
  { $id: 'RecordingMapping', ...closed },
);
export type RecordingMapping = Static<typeof RecordingMapping>;

export const MappingChange = Type.Object({ mapping: ChannelMapping }, { $id: 'MappingChange', ...closed });
export type MappingChange = Static<typeof MappingChange>;

const tags = ['measurements'] as const;
export const mappingApi = {
  get: {
    method: 'GET',
    url: '/api/v1/recordings/:id/mapping',
    permission: 'recordings:read',
    schema: {
      operationId: 'getMapping',
      summary: 'What the channels of a recording are in its system, with suggestions and their reasons',
      tags,
      params: ById,
      response: { 200: RecordingMapping },
    },
  },
  change: {
    method: 'PUT',
    url: '/api/v1/recordings/:id/mapping',
    permission: 'recordings:import',
    bodyLimit: 1024 * 1024,
    schema: {
      operationId: 'changeMapping',
      summary: 'Say what channels of a recording are; those that are not named stay as they are. Later files of the logger follow.',
      tags,
      description:
        'If-Match names the state that the change was made on (the ETag of the answer before); 412 when it is another one by now.',
      params: ById,
      headers: IfMatch,
      body: MappingChange,
      response: { 200: RecordingMapping },
    },
  },
} as const satisfies Record<string, Endpoint>;
