import { atmosphereBar } from './oil.science.ts';

/** Bladder accumulator as on its name plate. */
export interface Accumulator {
  readonly name: string;
  /** Gas volume with no oil in it [l]. */
  readonly volumeL: number;
  /** Nitrogen precharge, gauge [bar] at 20 °C. */
  readonly prechargeBar: number;
  /** Thermal time constant of the gas [s] (Otis and Pourmovahed): between isothermal and adiabatic by itself. */
  readonly thermalTimeS: number;
}

const kelvin = 273.15;
export const adiabaticExponent = 1.4;

/** m R of the gas charge [bar l / K] from the precharge at 20 °C; absolute pressure, as the gas law asks. */
export function gasCharge(volumeL: number, prechargeBar: number): number {
  return ((prechargeBar + atmosphereBar) * volumeL) / (20 + kelvin);
}

/** Pressure at which oil starts to enter, gauge [bar], at a gas temperature [°C]. */
export function prechargeAt(volumeL: number, charge: number, gasC: number): number {
  return (charge * (gasC + kelvin)) / volumeL - atmosphereBar;
}

/** Gas temperature [°C] from absolute pressure [bar] and volume [l]. */
export function gasTemperature(charge: number, absoluteBar: number, volumeL: number): number {
  return (absoluteBar * volumeL) / charge - kelvin;
}

/** Oil taken per bar of pressure rise [l/bar], adiabatic: V / (kappa p). */
export function gasCapacity(volumeL: number, absoluteBar: number): number {
  return volumeL / (adiabaticExponent * absoluteBar);
}

/**
 * Rate of oil [l/min] the gas gives (+) at constant pressure because the wall heats it.
 * First law for the ideal gas: dV at constant p = V/T dT / kappa with dT/dt = (T_wall - T) / tau at constant volume.
 */
export function thermalFlow(volumeL: number, gasC: number, wall: { readonly temperatureC: number; readonly timeS: number }): number {
  return ((60 * volumeL) / (gasC + kelvin)) * ((wall.temperatureC - gasC) / (wall.timeS * adiabaticExponent));
}
