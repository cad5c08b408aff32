import type { SignalWindow } from '../../../../server/systems/limits/limit.schema.ts';
import type { SignalId } from '../../../../server/systems/signal.schema.ts';
import type { SystemDetail } from '../../../../server/systems/system.schema.ts';
import { given } from '../DecimalInput.tsx';

export type Typed = number | string;
export const typed = (value: number | null | undefined): Typed => value ?? '';

/** A range of a signal as its fields hold it. */
export interface WindowValues {
  key: string;
  signal: SignalId | null;
  unit: string;
  atLeast: Typed;
  atMost: Typed;
}

export function windowValues({ signal, unit, atLeast, atMost }: SignalWindow): WindowValues {
  return { key: signal, signal, unit, atLeast: typed(atLeast), atMost: typed(atMost) };
}

export function windowsOf(values: readonly WindowValues[]): SignalWindow[] {
  return values.flatMap(({ signal, unit, atLeast, atMost }) =>
    signal === null ? [] : [{ signal, unit, atLeast: given(atLeast) ?? null, atMost: given(atMost) ?? null }],
  );
}

/** Signals that the system's channels measure, each with its unit. */
export function measuredSignals({ channels }: SystemDetail): { signal: SignalId; unit: string }[] {
  const measured = channels.flatMap(({ signal, unit }) => (signal === null ? [] : [{ signal, unit }]));
  return [...new Map(measured.map((one) => [one.signal, one])).values()];
}
