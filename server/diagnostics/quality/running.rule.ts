import type { SignalId } from '../../systems/signal.schema.ts';
import { indexIn, type Signal } from '../signals.ts';
import type { ChannelScan } from './channel.rule.ts';

/** What moves while a pump works; a flat line convicts a sensor only next to one of these (C6: "flatline while the pump is on"). */
const witnesses: ReadonlySet<SignalId> = new Set(['p_P', 'P_el', 'Q_P'] as const);
/** Share of the largest amount a witness must move by: more than the noise of a machine that stands still. */
const MOVES = 0.01;
const BLOCK = 65_536;

export interface Scanned {
  readonly input: Signal['input'];
  readonly scan: ChannelScan;
}

const stepOf = ({ scan }: Scanned): number => MOVES * Math.max(Math.abs(scan.min), Math.abs(scan.max));
export const varies = (one: Scanned): boolean => one.scan.max - one.scan.min > stepOf(one);
export const isWitness = ({ input }: Scanned): boolean => input.signal !== null && witnesses.has(input.signal);

function variesWithin(one: Scanned, fromS: number, toS: number): boolean {
  const end = Math.min(indexIn(one.input, toS) + 1, one.input.count);
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let from = indexIn(one.input, fromS); from < end; from += BLOCK) {
    for (const value of one.input.read(from, Math.min(from + BLOCK, end))) {
      if (value < min) min = value;
      if (value > max) max = value;
    }
    if (max - min > stepOf(one)) return true;
  }
  return false;
}

/**
 * True when another channel shows the pump to work during the subject's flat line (s); without any other witness, when the subject itself
 * moved at some other time.
 */
export function isShownToRun(all: readonly Scanned[], subject: Scanned): boolean {
  const others = all.filter((one) => one !== subject && isWitness(one));
  if (others.length === 0) return isWitness(subject) && varies(subject);
  const { scan } = subject;
  const isConstant = scan.min === scan.max;
  return others.some((one) => (isConstant ? varies(one) : variesWithin(one, scan.stuck.fromS, scan.stuck.toS)));
}
