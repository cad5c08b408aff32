import type { SignalId } from '../../systems/signal.schema.ts';
import type { RawValue } from './definition.ts';
import type { Refusal } from './guided-test.schema.ts';
import { say } from './sentence.ts';
import type { TestBench } from './test-bench.ts';

/** C6: "clipping (>= 0.5 % samples at min/max)". */
const clippedShare = 0.005;
/** A sensor's end is reached within this share of its span. */
const atEnd = 0.001;
/** What these do in every test: move. A cooler's oil flow may well stand still. Fewer samples than this prove nothing. */
const leastSamples = 30;
const block = 65_536;
const moving = new Set<SignalId>(['Q_P', 'Q_C', 'p_acc', 'p_A', 'y_sp']);

/**
 * Why a number must not be believed although it could be computed: one of its channels stood at the end of its range while it was read,
 * or never moved during the whole test. Null when nothing speaks against it.
 */
export function distrust(raw: RawValue, bench: TestBench, offsetS: number): Refusal | null {
  for (const { channel, fromS, toS } of raw.evidence) {
    const id = bench.idOf(channel);
    if (id === null) continue;
    const share = shareAtEnd(bench, id, { fromS: fromS - offsetS, toS: toS - offsetS });
    if (share >= clippedShare) return clipped(channel, share);
    if (moving.has(id) && isStuck(bench, id)) return stuck(channel);
  }
  return null;
}

/** Share of the samples at the upper end of the sensor's range. The lower end is often a true zero. */
function shareAtEnd(bench: TestBench, id: SignalId, span: { fromS: number; toS: number }): number {
  const signal = bench.signals.find(id);
  const { rangeLow, rangeHigh } = signal?.input ?? { rangeLow: null, rangeHigh: null };
  if (!signal || rangeLow === null || rangeHigh === null || !(rangeHigh > rangeLow)) return 0;
  const limit = rangeHigh - atEnd * (rangeHigh - rangeLow);
  let [reached, seen] = [0, 0];
  const end = signal.indexAt(span.toS);
  for (let from = signal.indexAt(span.fromS); from < end; from += block) {
    for (const value of signal.input.read(from, Math.min(from + block, end))) {
      if (!Number.isFinite(value)) continue;
      seen += 1;
      if (value >= limit) reached += 1;
    }
  }
  return seen === 0 ? 0 : reached / seen;
}

/** True when not one sample of the whole range differs from the first. */
function isStuck(bench: TestBench, id: SignalId): boolean {
  const { input } = bench.signals.find(id) ?? {};
  if (!input || input.count < leastSamples) return false;
  const first = input.read(0, 1)[0];
  for (let from = 0; from < input.count; from += block) {
    if (input.read(from, Math.min(from + block, input.count)).some((value) => value !== first)) return false;
  }
  return true;
}

function clipped(channel: string, share: number): Refusal {
  return {
    because: say(
      (n) => `“${channel}” stood at the end of its range for ${n(100 * share, 1)} % of the time: the true value is higher (C6)`,
      (n) => `„${channel}“ stand ${n(100 * share, 1)} % der Zeit am Ende des Messbereichs: der wahre Wert ist höher (C6)`,
    ),
    wouldNeed: say('a sensor with a larger range', 'ein Sensor mit größerem Messbereich'),
  };
}

function stuck(channel: string): Refusal {
  return {
    because: say(
      `“${channel}” never moved during the whole test: the sensor is stuck or not connected (C6)`,
      `„${channel}“ bewegte sich im ganzen Test nie: der Sensor hängt oder ist nicht angeschlossen (C6)`,
    ),
    wouldNeed: say('a checked sensor and cable, then the test again', 'Sensor und Kabel prüfen, dann den Test wiederholen'),
  };
}
