import { demoCircuit } from '../simulation/circuit.ts';
import { channelName } from '../simulation/logger-file.ts';
import { componentsOf } from '../simulation/nameplate.ts';
import { signalKinds } from '../simulation/signals.ts';
import type { NewLimit } from '../systems/limits/limit.schema.ts';
import type { Quantity, SignalId } from '../systems/signal.schema.ts';
import type { ComponentKind, NewChannel, NewComponent } from '../systems/system.schema.ts';

/** The demo plant as an engineer would register it: nameplates and channels read off the simulated circuit's drawing. */
export const demoSite = { name: 'Demo plant (simulated)', timeZone: 'UTC' };

export const demoSystem = {
  name: demoCircuit.name,
  tag: 'DEMO-01',
  note: 'Every value of this system comes from Sightglass’s own circuit simulator. Nothing here was measured on a real machine.',
  isSimulated: true,
};

export function demoComponents(): NewComponent[] {
  return componentsOf(demoCircuit).map(({ kind, name, nameplate }) => ({ kind: kind as ComponentKind, name, nameplate: { ...nameplate } }));
}

const quantities: Record<string, Quantity> = {
  bar: 'pressure',
  'l/min': 'flow',
  '°C': 'temperature',
  kW: 'power',
  rpm: 'speed',
  mm: 'length',
  '%': 'ratio',
  'mm/s': 'vibration',
};

export function demoChannels(): NewChannel[] {
  return signalKinds.map((kind) => ({
    name: channelName({ label: kind.label, name: kind.role }),
    quantity: kind.role === 'dp_F' ? 'pressure-difference' : (quantities[kind.unit] ?? 'other'),
    unit: kind.unit,
    signal: kind.role as SignalId,
    rangeLow: kind.rangeLow,
    rangeHigh: kind.rangeHigh,
    ...(kind.accuracyPct > 0 ? { accuracyPercentFs: kind.accuracyPct } : {}),
  }));
}

/**
 * What the plant noted at commissioning. Cooling effectiveness has no general limit (hydraulics.md C2, row 11: 0.9 and 0.7 of the
 * plant's own baseline at the same flow), so without this the cooler could not be judged.
 */
export const demoLimits: readonly NewLimit[] = [
  {
    subjectType: 'indicator',
    subject: 'cooling-effectiveness',
    unit: '%',
    warningLow: 35,
    alarmLow: 27,
    source: { type: 'baseline', reference: 'Commissioning run (simulated): 39 % at 9 l/min; 0.9 and 0.7 of it' },
    reason: 'Comes with the simulated demo plant',
  },
];
