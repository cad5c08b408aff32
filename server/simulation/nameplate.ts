import type { Circuit } from './circuit.ts';
import { capArea, rodArea } from './cylinder.science.ts';

/** One component with its name plate: values by name, the unit in the name. */
export interface PlateOfComponent {
  readonly kind: string;
  readonly name: string;
  readonly nameplate: Readonly<Record<string, number | string>>;
}

const round = (value: number): number => Math.round(value * 100) / 100;

function driveAndPump({ motor, pump }: Circuit): readonly PlateOfComponent[] {
  return [
    {
      kind: 'motor',
      name: motor.name,
      nameplate: {
        ratedPowerKw: motor.ratedPowerKw,
        ratedSpeedRpm: motor.ratedSpeedRpm,
        efficiencyPct: round(motor.ratedEfficiency * 100),
      },
    },
    {
      kind: 'pump',
      name: pump.name,
      nameplate: {
        pumpType: pump.kind === 'compensated' ? 'axial piston, pressure compensated' : 'axial piston, fixed',
        displacementCm3: pump.displacementCm3,
        pistons: pump.pistons,
        ratedSpeedRpm: motor.ratedSpeedRpm,
        ...(pump.kind === 'compensated' ? { compensatorBar: pump.compensatorBar } : {}),
      },
    },
  ];
}

function valvesAndStorage({ relief, valve, accumulator, cylinder }: Circuit): readonly PlateOfComponent[] {
  return [
    { kind: 'relief-valve', name: relief.name, nameplate: { settingBar: relief.setBar } },
    {
      kind: 'directional-valve',
      name: valve.name,
      nameplate: {
        nominalFlowLmin: valve.nominalFlowLmin,
        nominalDropBar: valve.nominalDropBar,
        // 10 to 90 % of a first-order spool takes 2.2 time constants.
        switchingTimeMs: Math.round((valve.delayS + 2.2 * valve.timeConstantS) * 1000),
      },
    },
    { kind: 'accumulator', name: accumulator.name, nameplate: { volumeL: accumulator.volumeL, prechargeBar: accumulator.prechargeBar } },
    {
      kind: 'cylinder',
      name: cylinder.name,
      nameplate: {
        boreMm: cylinder.boreMm,
        rodMm: cylinder.rodMm,
        strokeMm: cylinder.strokeMm,
        capAreaCm2: round(capArea(cylinder)),
        rodAreaCm2: round(rodArea(cylinder)),
      },
    },
  ];
}

function fluidSide({ cooler, filter, tank, oil, cooling }: Circuit): readonly PlateOfComponent[] {
  return [
    { kind: 'cooler', name: cooler.name, nameplate: { coolant: 'air', ratedFlowLmin: cooler.ratedFlowLmin } },
    {
      kind: 'filter',
      name: filter.name,
      nameplate: {
        location: cooling.kind === 'offline' ? 'by-pass loop' : 'return line',
        ratedFlowLmin: filter.ratedFlowLmin,
        bypassBar: filter.bypassBar,
      },
    },
    { kind: 'reservoir', name: 'Oil tank', nameplate: { volumeL: tank.volumeL, normalLevelPct: tank.levelPct } },
    {
      kind: 'fluid',
      name: oil.name,
      nameplate: {
        grade: `ISO VG ${Math.round(oil.nu40)}`,
        viscosity40: oil.nu40,
        viscosity100: oil.nu100,
        densityKgM3: oil.density15,
        specificHeatKjKgK: oil.specificHeat,
      },
    },
  ];
}

/** The circuit's components with the values of their name plates, for a system record. Says what is on the plates, not what is wrong. */
export function componentsOf(circuit: Circuit): readonly PlateOfComponent[] {
  return [...driveAndPump(circuit), ...valvesAndStorage(circuit), ...fluidSide(circuit)];
}
