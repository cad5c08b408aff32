import { plausibleRanges, quantityOfName, type SignalRule, signalQuantities, signalRules, signalsOfAnyQuantity } from './signal-rules.ts';

/** A channel as far as it is known: name, quantity of its unit, and the extremes of its values in the canonical unit. */
export interface NamedChannel {
  readonly name: string;
  readonly quantity: string | null;
  readonly min?: number | null;
  readonly max?: number | null;
}

export interface SignalCandidate {
  /** Id of hydraulics.md C0. */
  readonly signal: string;
  /** 0 to 1. */
  readonly weight: number;
  /** name: it carries the signal's id; word: a word in it; number: it is numbered like such a sensor. */
  readonly reason: 'name' | 'word' | 'number';
  /** The part of the name that says so. */
  readonly text: string;
  /** The values lie where this signal's never do. */
  readonly isOutOfRange: boolean;
}

/** From here on a candidate is enough for a suggestion without a question. */
const ENOUGH = 0.8;
/** Two candidates closer than this are both shown: nobody guesses between them. */
const NEAR = 0.2;

/** The signals a channel may be, best first. A suggestion only: a person confirms it. */
export function suggestSignals(channel: NamedChannel): SignalCandidate[] {
  const { name } = channel;
  const named = quantityOfName(name);
  const quantity = channel.quantity ?? named;
  if (named !== null && named !== quantity) return [];
  const written = name
    .split(/[^\w]+/)
    .find((word) => signalsOfAnyQuantity.has(word) || (signalQuantities[word] !== undefined && signalQuantities[word] === quantity));
  if (written !== undefined) return [{ signal: written, weight: 1, reason: 'name', text: written, isOutOfRange: false }];
  const best = new Map<string, SignalCandidate>();
  for (const rule of signalRules) {
    const found = rule.quantity === quantity ? candidate(rule, channel) : null;
    if (found !== null && found.weight > (best.get(found.signal)?.weight ?? 0)) best.set(found.signal, found);
  }
  return [...best.values()].sort((a, b) => b.weight - a.weight);
}

function candidate({ signal, name: pattern, weight }: SignalRule, { name, min, max }: NamedChannel): SignalCandidate | null {
  const text = pattern.exec(name)?.[0].replace(/^[^\p{L}]+|[^\p{L}\d]+$/gu, '');
  if (text === undefined) return null;
  const [low, high] = plausibleRanges[signal] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const isOutOfRange = (typeof min === 'number' && min < low) || (typeof max === 'number' && max > high);
  return { signal, weight: isOutOfRange ? weight * 0.6 : weight, reason: /\d$/.test(text) ? 'number' : 'word', text, isOutOfRange };
}

/** The one signal that name, quantity and values leave no doubt about; null: none, or several that are near. */
export function clearSignal(candidates: readonly SignalCandidate[]): string | null {
  const [first] = candidates;
  if (first === undefined || first.weight < ENOUGH) return null;
  const near = candidates.filter(({ weight }) => first.weight - weight < NEAR && weight >= ENOUGH - NEAR);
  // `Saugdruck Pumpe` names a place and the machine beside it: the place counts.
  const places = near.filter(({ text }) => !/^(?:pump|pompe|system|sys|motor|oil|öl|huile)/i.test(text.replace(/^[^a-zäöü]+/i, '')));
  const left = near.length > 1 && places.length > 0 ? places : near;
  return left.length === 1 ? left[0]!.signal : null;
}

/** The C0 id, or null when name and quantity do not agree on one. */
export function suggestRole(name: string, quantity: string | null): string | null {
  return clearSignal(suggestSignals({ name, quantity }));
}

/** `p_A` is the pressure at port A, not a current in ampere. */
export function isSignalId(name: string): boolean {
  return signalQuantities[name] !== undefined || signalsOfAnyQuantity.has(name);
}
