import type {
  ChannelMapping,
  ChannelSuggestion,
  MappingTarget,
  RecordingMapping,
} from '../../../../server/measurements/mappings/mapping.schema.ts';
import { type SignalId, signalIds } from '../../../../server/systems/signal.schema.ts';

/** The choice of a list as text: nothing chosen, none of them, a signal, or a channel of the system. */
export type Choice = '' | 'none' | `signal:${string}` | `channel:${string}`;

export function choiceOf(target: MappingTarget): Choice {
  if (target === null) return 'none';
  return typeof target === 'string' ? `signal:${target}` : `channel:${target.channel}`;
}

export function targetOf(choice: Exclude<Choice, ''>): MappingTarget {
  if (choice === 'none') return null;
  const text = choice.slice(choice.indexOf(':') + 1);
  return choice.startsWith('channel:') ? { channel: text } : (signalIds.find((id) => id === text) as SignalId);
}

/** What is preset: what somebody said or leaves no doubt. Between near candidates nothing is. */
export function presetOf({ confidence, target }: ChannelSuggestion): Choice {
  return confidence === 'open' || confidence === 'none' ? '' : choiceOf(target);
}

/** The choices as the answer `mapping`; what nobody chose stays open. */
export function mappingOf(
  suggestions: readonly ChannelSuggestion[],
  chosen: Readonly<Record<string, Choice>>,
): Record<string, MappingTarget> {
  const entries = suggestions.map((suggestion) => [suggestion.name, chosen[suggestion.name] ?? presetOf(suggestion)] as const);
  return Object.fromEntries(entries.flatMap(([name, choice]) => (choice === '' ? [] : [[name, targetOf(choice)]])));
}

type NamedChannel = { readonly id: string; readonly name: string };

/** What a channel of a recording is taken for now, as a choice. */
export function assignedOf({ signal, channelId }: RecordingMapping['channels'][number], known: readonly NamedChannel[]): Choice {
  const ofSystem = known.find(({ id }) => id === channelId);
  if (ofSystem) return choiceOf({ channel: ofSystem.name });
  return choiceOf(signal);
}

/** Only what is chosen differently from what it is: everything else stays as it is. */
export function changesOf(
  { channels }: RecordingMapping,
  known: readonly NamedChannel[],
  chosen: Readonly<Record<string, Choice>>,
): ChannelMapping {
  const changed = channels.flatMap((item) => {
    const choice = chosen[item.suggestion.name] ?? '';
    return choice === '' || choice === assignedOf(item, known) ? [] : [[item.suggestion.name, targetOf(choice)] as const];
  });
  return Object.fromEntries(changed);
}
