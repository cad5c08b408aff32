import { type Static, Type } from 'typebox';
import { Id, orNull, words } from '../../platform/http/page.schema.ts';
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
