import { type Accumulator, adiabaticExponent, gasCapacity, gasTemperature, prechargeAt, thermalFlow } from './accumulator.science.ts';
import { atmosphereBar } from './oil.science.ts';

/** The gas of one accumulator in motion. Mutable. */
export interface GasState {
  readonly volumeL: number;
  /** m R [bar l / K]. */
  readonly charge: number;
  readonly timeS: number;
  /** Present gas volume [l] and temperature [°C]; the wall's temperature is set from outside. */
  gasL: number;
  gasC: number;
  wallC: number;
  /** False while all oil is out and the bladder lies against its shell. */
  hasOil: boolean;
  /** What the network sees in the next step: capacity [l/bar] and oil given by warming gas [l/min]. */
  capacityLPerBar: number;
  warmingLmin: number;
}

export function initialGas(accumulator: Accumulator, charge: number, gasC: number): GasState {
  const { volumeL, thermalTimeS } = accumulator;
  return { volumeL, charge, timeS: thermalTimeS, gasL: volumeL, gasC, wallC: gasC, hasOil: false, capacityLPerBar: 0, warmingLmin: 0 };
}

/** Sets capacity and warming flow for the next step at a gauge pressure [bar] on the oil side. */
export function loadGas(gas: GasState, pressureBar: number, stepS: number): void {
  if (!gas.hasOil) {
    gas.gasC += ((gas.wallC - gas.gasC) * stepS) / gas.timeS;
    gas.capacityLPerBar = 0;
    gas.warmingLmin = 0;
    return;
  }
  const absolute = pressureBar + atmosphereBar;
  gas.gasC = gasTemperature(gas.charge, absolute, gas.gasL);
  gas.capacityLPerBar = gasCapacity(gas.gasL, absolute);
  gas.warmingLmin = thermalFlow(gas.gasL, gas.gasC, { temperatureC: gas.wallC, timeS: gas.timeS });
}

/**
 * Moves the bladder from one gauge pressure to the next and returns the oil-side pressure. The gas opens to the oil at its precharge
 * (one step may overshoot it: the pressure is set back) and closes again when all oil has left.
 */
export function moveGas(gas: GasState, pressure: { readonly beforeBar: number; readonly afterBar: number }, stepS: number): number {
  if (gas.hasOil) {
    const ratio = (pressure.beforeBar + atmosphereBar) / (pressure.afterBar + atmosphereBar);
    // The adiabatic law itself, not its slope: a nearly empty gas side would otherwise go through zero volume.
    gas.gasL = gas.gasL * ratio ** (1 / adiabaticExponent) + (gas.warmingLmin / 60) * stepS;
    if (gas.gasL >= gas.volumeL) {
      gas.gasL = gas.volumeL;
      gas.hasOil = false;
    }
    return pressure.afterBar;
  }
  const opening = prechargeAt(gas.volumeL, gas.charge, gas.gasC);
  if (pressure.afterBar <= opening) return pressure.afterBar;
  gas.hasOil = true;
  return opening;
}
