import type { SignalId } from '../../systems/signal.schema.ts';
import { type Bench, columnOf, type NotComputable } from '../indicators/definition.indicator.ts';
import { regimes } from '../segments/regime.segment.ts';
import { driveOf, has, isDelivering, ordered, standstill, zeroed } from './physics.rule.ts';
import { isWitness, type Scanned, varies } from './running.rule.ts';

/** Why a data-quality gate of C6 could not be asked at all; what is not listed was asked. A gate nobody could ask is not passed. */
export type Unasked = Partial<Record<'stuck' | 'offset' | 'scaling' | 'swapped' | 'clock', NotComputable>>;

const isFiniteIn = (column: Float64Array, isChosen: (slot: number) => boolean): boolean =>
  column.some((value, slot) => Number.isFinite(value) && isChosen(slot));

function canCompareOffsets(bench: Bench): boolean {
  const drive = driveOf(bench);
  const isOff = drive && standstill(bench, drive);
  if (isOff && zeroed.some((id) => has(bench, id) && columnOf(bench, id).filter((_, slot) => isOff(slot)).length >= 5)) return true;
  if (!has(bench, 'p_P', 'p_acc')) return false;
  const isHeld = (slot: number) => bench.timeline.regimeOf[slot] === regimes.indexOf('dead-head');
  const [pump, store] = [columnOf(bench, 'p_P'), columnOf(bench, 'p_acc')];
  return isFiniteIn(pump, (slot) => isHeld(slot) && Number.isFinite(store[slot]));
}

function canCompareOrder(bench: Bench): boolean {
  const hasPlateau = bench.timeline.pieces.some((piece) => piece.regime === 'plateau') && isDelivering(bench);
  return ordered.some(({ pair, regime }) => has(bench, ...(pair as readonly SignalId[])) && (regime === null || hasPlateau));
}

/** Gates without a partner to check against, with the reason and what would be needed. */
export function unaskedGates(channels: readonly Scanned[], bench: Bench): Unasked {
  const named = channels.filter((one) => one.input.signal !== null);
  if (named.length === 0) {
    const none = { because: 'no channel carries a signal', wouldNeed: 'channels with signals' };
    return { stuck: none, offset: none, scaling: none, swapped: none, clock: none };
  }
  const found: Unasked = {};
  if (!named.some((one) => isWitness(one) && varies(one)))
    found.stuck = {
      because: 'no channel shows the pump to run, so a flat line proves nothing',
      wouldNeed: 'signal p_P, P_el or Q_P while the machine works',
    };
  if (!canCompareOffsets(bench))
    found.offset = {
      because: 'nothing to check a zero against: no standstill of the pump (n or P_el), and no p_P next to p_acc while nothing flows',
      wouldNeed: 'a recording with the pump switched off for some seconds (signal n or P_el), or p_P and p_acc at dead-head',
    };
  if (!canCompareOrder(bench))
    found.swapped = {
      because: 'no two usable channels have a known order (such as p_P above p_A, or T_ci above T_co)',
      wouldNeed: 'two signals of one line, such as p_P and p_A on load plateaus, or T_ci and T_co',
    };
  return found;
}
