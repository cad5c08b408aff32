import type { ChannelSuggestion, MappingTarget } from '../../../../server/measurements/mappings/mapping.schema.ts';
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
