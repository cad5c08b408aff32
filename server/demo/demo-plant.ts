import { type Circuit, demoCircuit } from '../simulation/circuit.ts';
import { signalKinds } from '../simulation/signals.ts';
import type { Quantity, SignalId } from '../systems/signal.schema.ts';
import type { NewChannel, NewComponent } from '../systems/system.schema.ts';

/** The demo plant as an engineer would register it: nameplates and channels read off the simulated circuit's drawing. */
export const demoSite = { name: 'Demo plant (simulated)', timeZone: 'UTC' };

export const demoSystem = {
  name: demoCircuit.name,
  tag: 'DEMO-01',
  note: 'Every value of this system comes from Sightglass’s own circuit simulator. Nothing here was measured on a real machine.',
  isSimulated: true,
};

export function demoComponents(circuit: Circuit = demoCircuit): NewComponent[] {
  const { pump, motor, relief, accumulator, valve, cylinder, tank, filter, cooler, oil } = circuit;
  return [
    {
      kind: 'pump',
      name: pump.name,
      nameplate: {
        pumpType: 'axial-piston',
        displacementCm3: pump.displacementCm3,
        pistons: pump.pistons,
        ...(pump.kind === 'compensated' ? { compensatorBar: pump.compensatorBar } : {}),
      },
    },
    {
      kind: 'motor',
      name: motor.name,
      nameplate: { ratedPowerKw: motor.ratedPowerKw, ratedSpeedRpm: motor.ratedSpeedRpm, efficiency: motor.ratedEfficiency },
    },
    { kind: 'relief-valve', name: relief.name, nameplate: { settingBar: relief.setBar } },
    {
      kind: 'directional-valve',
      name: valve.name,
      nameplate: { switchingTimeMs: Math.round((valve.delayS + 2.2 * valve.timeConstantS) * 1000) },
    },
    { kind: 'accumulator', name: accumulator.name, nameplate: { volumeL: accumulator.volumeL, prechargeBar: accumulator.prechargeBar } },
    { kind: 'cylinder', name: cylinder.name, nameplate: { boreMm: cylinder.boreMm, rodMm: cylinder.rodMm, strokeMm: cylinder.strokeMm } },
    { kind: 'reservoir', name: 'Tank', nameplate: { volumeL: tank.volumeL } },
    { kind: 'filter', name: filter.name, nameplate: { bypassBar: filter.bypassBar, ratedFlowLmin: filter.ratedFlowLmin } },
    { kind: 'cooler', name: cooler.name, nameplate: { coolerType: 'air' } },
    {
      kind: 'fluid',
      name: oil.name,
      nameplate: { grade: 'VG 46', viscosity40: oil.nu40, viscosity100: oil.nu100, densityKgM3: oil.density15 },
    },
  ];
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
    name: `${kind.label} ${kind.role}`,
    quantity: kind.role === 'dp_F' ? 'pressure-difference' : (quantities[kind.unit] ?? 'other'),
    unit: kind.unit,
    signal: kind.role as SignalId,
    rangeLow: kind.rangeLow,
    rangeHigh: kind.rangeHigh,
    ...(kind.accuracyPct > 0 ? { accuracyPercentFs: kind.accuracyPct } : {}),
  }));
}
