import { useTranslation } from 'react-i18next';
import type { ComponentKind } from '../../../server/systems/system.schema.ts';

/** Nameplate values that the diagnosis knows how to use, by kind of component; the unit stands in the key (system.schema.ts). */
export const nameplateKeys = {
  pump: [
    'displacementCm3',
    'ratedSpeedRpm',
    'ratedPressureBar',
    'settingBar',
    'workingPressureBar',
    'caseDrainMaxLMin',
    'pumpType',
    'pistons',
    'vanes',
    'teeth',
    'maxPressureBar',
    'loadSensingMarginBar',
  ],
  motor: ['ratedPowerKw', 'ratedSpeedRpm', 'ratedCurrentA'],
  'relief-valve': ['settingBar', 'function'],
  'directional-valve': ['switchingTimeMs', 'valveType', 'coilCurrentA'],
  'check-valve': [],
  accumulator: ['volumeL', 'prechargeBar', 'minPressureBar', 'accumulatorType'],
  cooler: ['ratedPowerKw', 'effectivenessPercent', 'specificCapacityKwPerK', 'coolant'],
  filter: ['bypassBar', 'finenessUm'],
  cylinder: ['boreMm', 'rodMm', 'strokeMm'],
  'hydraulic-motor': ['displacementCm3', 'ratedSpeedRpm'],
  reservoir: ['volumeL'],
  fluid: ['grade', 'viscosity40', 'viscosity100', 'densityKgM3', 'targetCleanliness', 'waterSolubilityB'],
  other: [],
} as const satisfies Record<ComponentKind, readonly string[]>;

export type NameplateKey = (typeof nameplateKeys)[ComponentKind][number];

const units: Record<NameplateKey, string> = {
  displacementCm3: 'cm³',
  ratedSpeedRpm: 'rpm',
  ratedPressureBar: 'bar',
  settingBar: 'bar',
  workingPressureBar: 'bar',
  caseDrainMaxLMin: 'l/min',
  ratedPowerKw: 'kW',
  effectivenessPercent: '%',
  specificCapacityKwPerK: 'kW/K',
  switchingTimeMs: 'ms',
  volumeL: 'l',
  prechargeBar: 'bar',
  minPressureBar: 'bar',
  bypassBar: 'bar',
  finenessUm: 'µm',
  boreMm: 'mm',
  rodMm: 'mm',
  strokeMm: 'mm',
  grade: '',
  viscosity40: 'mm²/s',
  viscosity100: 'mm²/s',
  pumpType: '',
  pistons: '',
  vanes: '',
  teeth: '',
  maxPressureBar: 'bar',
  loadSensingMarginBar: 'bar',
  ratedCurrentA: 'A',
  function: '',
  valveType: '',
  coilCurrentA: 'A',
  accumulatorType: '',
  coolant: '',
  targetCleanliness: '',
  waterSolubilityB: 'K',
  densityKgM3: 'kg/m³',
};

/** How a nameplate key is called and in which unit it stands; keys we do not know are shown as they are. */
export function useNameplateLabel() {
  const { t } = useTranslation();
  return (key: string): { name: string; unit: string } =>
    isKnown(key) ? { name: t(`nameplate.${key}`), unit: units[key] } : { name: key, unit: '' };
}

function isKnown(key: string): key is NameplateKey {
  return key in units;
}

/** Keys whose values are words, even when they look like a number. */
export const textKeys: ReadonlySet<string> = new Set([
  'grade',
  'pumpType',
  'function',
  'valveType',
  'accumulatorType',
  'coolant',
  'targetCleanliness',
]);

/** Texts and numbers as somebody typed them; the decimal comma is a decimal mark too. */
export function nameplateOf(typed: Record<string, string | number>): Record<string, string | number> {
  const plate: Record<string, string | number> = {};
  for (const [key, raw] of Object.entries(typed)) {
    const written = String(raw).trim();
    if (written === '') continue;
    const value = Number(written.replace(',', '.'));
    plate[key] = !textKeys.has(key) && Number.isFinite(value) ? value : written;
  }
  return plate;
}
