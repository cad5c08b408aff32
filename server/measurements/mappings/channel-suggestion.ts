import { type SignalId, signalIds } from '../../systems/signal.schema.ts';
import type { Channel } from '../../systems/system.schema.ts';
import { toCanonical } from '../../systems/units.ts';
import { clearSignal, type SignalCandidate, suggestSignals } from '../imports/detections/signal-names.ts';
import type { ImportRecipe } from '../imports/import.types.ts';
import type { ChannelCandidate, ChannelMapping, ChannelSuggestion, MappingTarget } from './mapping.schema.ts';

/** A channel that a file holds, with the extremes of its values in the canonical unit. */
interface FileChannel {
  readonly name: string;
  readonly unit: string;
  readonly min: number | null;
  readonly max: number | null;
}

export interface SuggestionInput {
  readonly channels: readonly FileChannel[];
  readonly systemChannels: readonly Channel[];
  /** What a person said for this import. */
  readonly answered: ChannelMapping;
  /** What a person said for an earlier file of the same kind. */
  readonly confirmed: ReadonlyMap<string, { readonly target: MappingTarget; readonly by: string }>;
  /** What the documentation of a known set of files says, by channel. */
  readonly documented: ReadonlyMap<string, string>;
  /** What the lines above the table call a channel, by its name. */
  readonly explained: ReadonlyMap<string, string>;
}

const keyOf = (name: string): string => name.trim().toLowerCase();

/**
 * What each channel of a file probably is. `target` is what an import without further words takes: what somebody said, the system's channel
 * of the same name, or the one signal that leaves no doubt. Where two are near, or two channels look like the same signal, nobody chooses.
 */
export function suggestChannels(input: SuggestionInput): ChannelSuggestion[] {
  const names = new Set(input.channels.map(({ name }) => keyOf(name)));
  const found = input.channels.map((channel) => settled(channel, input, names) ?? guessed(channel, input.explained.get(channel.name)));
  return withoutTwins(found).map((suggestion) => withSystemChannel(suggestion, input.systemChannels, names));
}

function settled(channel: FileChannel, input: SuggestionInput, names: ReadonlySet<string>): ChannelSuggestion | null {
  const { systemChannels } = input;
  const answer = input.answered[channel.name];
  if (answer !== undefined) return said(channel, systemChannels, { target: answer, reason: 'answered', text: '' });
  const before = input.confirmed.get(channel.name);
  if (before !== undefined) return said(channel, systemChannels, { target: before.target, reason: 'confirmed', text: before.by });
  const explained = keyOf(input.explained.get(channel.name) ?? '');
  const same =
    systemChannels.find(({ name }) => keyOf(name) === keyOf(channel.name)) ??
    (names.has(explained) ? undefined : systemChannels.find((known) => keyOf(known.name) === explained && isSameQuantity(channel, known)));
  if (same !== undefined) return ofSystem(channel, same, 'same-name');
  const role = toSignal(input.documented.get(channel.name) ?? null);
  if (role === null) return null;
  const alike = systemChannels.filter(({ signal, name }) => signal === role && !names.has(keyOf(name)));
  if (alike.length === 1) return ofSystem(channel, alike[0]!, 'same-signal');
  return {
    name: channel.name,
    confidence: 'certain',
    target: role,
    signal: role,
    channelId: null,
    candidates: [{ target: role, signal: role, reason: 'template', text: '', isOutOfRange: false }],
  };
}

/** A `Tank` in bar is not the system's channel `Tank` in °C. */
function isSameQuantity({ unit }: FileChannel, known: Channel): boolean {
  return toCanonical(unit)?.quantity === known.quantity;
}

/** A person's word; a system's channel that does not exist here counts as nothing said. */
function said(
  { name }: FileChannel,
  systemChannels: readonly Channel[],
  word: { target: MappingTarget; reason: 'answered' | 'confirmed'; text: string },
): ChannelSuggestion | null {
  const { target, reason, text } = word;
  const isChannel = target !== null && typeof target === 'object';
  const known = isChannel ? systemChannels.find((channel) => keyOf(channel.name) === keyOf(target.channel)) : undefined;
  if (isChannel && known === undefined) return null;
  const signal = known?.signal ?? (isChannel ? null : toSignal(target));
  const candidates: ChannelCandidate[] = target === null ? [] : [{ target, signal, reason, text, isOutOfRange: false }];
  return { name, confidence: 'confirmed', target, signal, channelId: known?.id ?? null, candidates };
}

function ofSystem({ name }: FileChannel, known: Channel, reason: 'same-name' | 'same-signal'): ChannelSuggestion {
  const target = { channel: known.name };
  const candidates: ChannelCandidate[] = [{ target, signal: known.signal, reason, text: known.name, isOutOfRange: false }];
  return { name, confidence: 'certain', target, signal: known.signal, channelId: known.id, candidates };
}

/** By the channel's own name, or by what the lines above the table call it where the name (`Kanal 1`) leaves it open. */
function guessed({ name, unit, min, max }: FileChannel, explained: string | undefined): ChannelSuggestion {
  const quantity = unit === '' ? null : (toCanonical(unit)?.quantity ?? null);
  const own = suggestSignals({ name, quantity, min, max });
  const signals = explained === undefined || clearSignal(own) !== null ? own : suggestSignals({ name: explained, quantity, min, max });
  const clear = toSignal(clearSignal(signals));
  const candidates = signals
    .slice(0, 5)
    .map(toCandidate)
    .filter(({ signal }) => signal !== null);
  const ordered = [...candidates.filter(({ signal }) => signal === clear), ...candidates.filter(({ signal }) => signal !== clear)];
  const isNamed = signals[0]?.reason === 'name';
  const confidence = clear !== null ? (isNamed ? 'certain' : 'likely') : candidates.length > 0 ? 'open' : 'none';
  return { name, confidence, target: clear, signal: clear, channelId: null, candidates: ordered };
}

function toCandidate({ signal, reason, text, isOutOfRange }: SignalCandidate): ChannelCandidate {
  const id = toSignal(signal);
  return { target: id, signal: id, reason, text, isOutOfRange };
}

/** Two channels that look like the same signal: which of them it is, a person says. */
function withoutTwins(suggestions: readonly ChannelSuggestion[]): ChannelSuggestion[] {
  const claims = new Map<SignalId, number>();
  for (const { signal } of suggestions) if (signal !== null) claims.set(signal, (claims.get(signal) ?? 0) + 1);
  return suggestions.map((suggestion) =>
    suggestion.confidence === 'likely' && claims.get(suggestion.signal!)! > 1
      ? { ...suggestion, confidence: 'open', target: null, signal: null }
      : suggestion,
  );
}

/** A signal that exactly one channel of the system measures, under a name of its own, is that channel. */
function withSystemChannel(suggestion: ChannelSuggestion, channels: readonly Channel[], names: ReadonlySet<string>): ChannelSuggestion {
  if (suggestion.channelId !== null || suggestion.signal === null) return suggestion;
  const alike = channels.filter(({ signal, name }) => signal === suggestion.signal && !names.has(keyOf(name)));
  return alike.length === 1 ? { ...suggestion, channelId: alike[0]!.id } : suggestion;
}

function toSignal(word: string | null): SignalId | null {
  return signalIds.find((id) => id === word) ?? null;
}

/** What a known set of files documents about its channels. */
export function documentedSignals(recipe: ImportRecipe): ReadonlyMap<string, string> {
  if (recipe.kind !== 'matrix' || recipe.template === null) return new Map();
  return new Map(recipe.files.flatMap(({ channel }) => (channel.role === null ? [] : [[channel.name, channel.role] as const])));
}

/** What the lines above a table call its channels. */
export function explainedNames(recipe: ImportRecipe): ReadonlyMap<string, string> {
  const channels =
    recipe.kind === 'matrix' ? [] : recipe.kind === 'files' ? recipe.tracks.flatMap((track) => track.channels) : recipe.channels;
  return new Map(channels.flatMap(({ name, explained }) => (explained === undefined ? [] : [[name, explained] as const])));
}

/** The recipe with what each channel was taken for: a person's word is part of how the file was read. */
export function withSignals(recipe: ImportRecipe, suggestions: readonly ChannelSuggestion[]): ImportRecipe {
  const signals = new Map(suggestions.map(({ name, signal }) => [name, signal]));
  const settle = <C extends { readonly name: string; readonly role: string | null }>(channel: C): C => ({
    ...channel,
    role: signals.has(channel.name) ? (signals.get(channel.name) ?? null) : channel.role,
  });
  if (recipe.kind === 'matrix') return { ...recipe, files: recipe.files.map((file) => ({ ...file, channel: settle(file.channel) })) };
  if (recipe.kind === 'files')
    return { ...recipe, tracks: recipe.tracks.map((track) => ({ ...track, channels: track.channels.map(settle) })) };
  return { ...recipe, channels: recipe.channels.map(settle) };
}
