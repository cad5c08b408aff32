import type { LimitPoint, SignalWindow } from '../../systems/limits/limit.schema.ts';
import type { SignalId } from '../../systems/signal.schema.ts';
import type { EvidenceRange } from '../diagnosis.schema.ts';
import { valueConversion } from '../states/unit-conversion.science.ts';
import { finite, median } from '../statistics.ts';
import type { Sentence, TestValue } from './guided-test.schema.ts';
import { say } from './sentence.ts';
import type { TestBench } from './test-bench.ts';

const slotS = 1;

/**
 * Whether the stretches that the numbers were read from lie at the operating point chosen for the run: in each of them the median of every
 * signal, in the window's unit. Empty where they do. What a test moves on purpose (`varies`) cannot stand still and is not asked.
 */
export function placeNotes(
  place: LimitPoint | null | undefined,
  bench: TestBench,
  { values, varies = [] }: { values: readonly TestValue[]; varies?: readonly SignalId[] | undefined },
): Sentence[] {
  const within = (place?.within ?? []).filter(({ signal }) => !varies.includes(signal));
  if (!place || within.length === 0) return [];
  const stretches = values.flatMap(({ evidence }) => evidence);
  const away = within.flatMap((window) => awayFrom(window, bench, stretches) ?? []);
  const outside = away.flatMap(({ outside: one }) => one ?? []);
  if (outside.length > 0) return [elsewhere(place.name, outside)];
  const unknown = away.map(({ signal }) => signal);
  return unknown.length > 0 ? [notTold(place.name, unknown)] : [];
}

interface Away {
  readonly signal: SignalId;
  /** Null: whether it was outside is not known. */
  readonly outside: Sentence | null;
}

/** What speaks against a window, or null when nothing does. */
function awayFrom(window: SignalWindow, bench: TestBench, evidence: readonly EvidenceRange[]): Away | null {
  const { signal, unit } = window;
  const into = valueConversion(bench.signals.find(signal)?.unit ?? '', unit);
  const medians = into ? mediansIn(signal, bench, evidence).map(into) : [];
  if (medians.length === 0) return { signal, outside: null };
  const [low, high] = [window.atLeast ?? Number.NEGATIVE_INFINITY, window.atMost ?? Number.POSITIVE_INFINITY];
  const off = medians.find((value) => value < low || value > high);
  return off === undefined ? null : { signal, outside: outsideOf(window, off) };
}

/** The median of a signal in each stretch that has valid samples of it; of the whole range when nothing was read anywhere. */
function mediansIn(signal: SignalId, bench: TestBench, evidence: readonly EvidenceRange[]): number[] {
  const grid = bench.grid(slotS);
  const column = grid.column(signal);
  if (!column) return [];
  const whole = { fromS: bench.fromS, toS: bench.fromS + bench.durationS };
  return (evidence.length > 0 ? evidence : [whole]).flatMap(({ fromS, toS }) => {
    const from = Math.max(0, Math.floor((fromS - bench.fromS) / grid.stepS + 1e-9));
    const found = finite(column.slice(from, Math.max(from + 1, Math.round((toS - bench.fromS) / grid.stepS))));
    return found.length === 0 ? [] : [median(found)];
  });
}

function outsideOf({ signal, unit, atLeast, atMost }: SignalWindow, value: number): Sentence {
  return say(
    (n) =>
      `${signal} was ${n(value, 1)} ${unit}, the point asks for ${span({ atLeast, atMost }, n, ['to', 'at least', 'at most'])} ${unit}`,
    (n) =>
      `${signal} betrug ${n(value, 1)} ${unit}, der Betriebspunkt verlangt ${span({ atLeast, atMost }, n, ['bis', 'mindestens', 'höchstens'])} ${unit}`,
  );
}

function span(
  { atLeast, atMost }: Pick<SignalWindow, 'atLeast' | 'atMost'>,
  n: (value: number, decimals?: number) => string,
  [to, least, most]: readonly [string, string, string],
): string {
  if (atLeast === null) return `${most} ${n(atMost ?? Number.NaN, 1)}`;
  return atMost === null ? `${least} ${n(atLeast, 1)}` : `${n(atLeast, 1)} ${to} ${n(atMost, 1)}`;
}

function elsewhere(name: string, outside: readonly Sentence[]): Sentence {
  const joined = (language: 'en' | 'de') => outside.map((one) => one[language]).join('; ');
  return say(
    `This was not recorded at the chosen operating point “${name}”: ${joined('en')}. The numbers hold for where they were measured.`,
    `Dies wurde nicht im gewählten Betriebspunkt „${name}“ aufgezeichnet: ${joined('de')}. Die Werte gelten dort, wo sie gemessen wurden.`,
  );
}

function notTold(name: string, signals: readonly SignalId[]): Sentence {
  return say(
    `Whether this was recorded at the chosen operating point “${name}” cannot be told: ${signals.join(', ')} was not recorded.`,
    `Ob dies im gewählten Betriebspunkt „${name}“ aufgezeichnet wurde, ist nicht bekannt: ${signals.join(', ')} wurde nicht aufgezeichnet.`,
  );
}
