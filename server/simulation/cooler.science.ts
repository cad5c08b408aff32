/** Oil/air cooler with a fan. */
export interface Cooler {
  readonly name: string;
  /** Heat conductance of the clean core at rated air flow [kW/K]: air side and oil side separately. */
  readonly airSideKwPerK: number;
  readonly oilSideKwPerK: number;
  /** Heat capacity rate of the air at rated fan speed [kW/K]. */
  readonly airCapacityKwPerK: number;
  /** Oil flow at which the oil-side value holds [l/min] and the oil-side loss there [bar] at 30 mm²/s. */
  readonly ratedFlowLmin: number;
  readonly ratedDropBar: number;
}

export interface CoolerState {
  readonly oilFlowLmin: number;
  /** Heat per l/min and kelvin of the oil [kW/K]. */
  readonly oilCapacity: number;
  /** Share of the rated air flow (0..1) and heat resistance of dirt on the fins [K/kW]. */
  readonly airShare: number;
  readonly foulingKPerKw: number;
}

/**
 * Effectiveness on the oil side, (T_ci - T_co) / (T_ci - T_amb): effectiveness-NTU method, cross flow, both unmixed
 * (Incropera, approximation by NTU^0.22). Film coefficients follow flow^0.6 (air) and flow^0.33 (laminar oil).
 */
export function coolerEffectiveness(cooler: Cooler, state: CoolerState): number {
  if (state.oilFlowLmin < 0.05) return 0;
  const airShare = Math.max(state.airShare, 0.01);
  const air = cooler.airSideKwPerK * airShare ** 0.6;
  const oil = cooler.oilSideKwPerK * (state.oilFlowLmin / cooler.ratedFlowLmin) ** 0.33;
  const conductance = 1 / (1 / air + 1 / oil + state.foulingKPerKw);
  const oilRate = state.oilCapacity * state.oilFlowLmin;
  const airRate = cooler.airCapacityKwPerK * airShare;
  const smaller = Math.min(oilRate, airRate);
  const ratio = smaller / Math.max(oilRate, airRate);
  const ntu = conductance / smaller;
  const effectiveness = 1 - Math.exp((ntu ** 0.22 / ratio) * (Math.exp(-ratio * ntu ** 0.78) - 1));
  return (effectiveness * smaller) / oilRate;
}

/** Oil-side pressure loss [bar], laminar. */
export function coolerDrop(cooler: Cooler, flowLmin: number, viscosityMm2s: number): number {
  return cooler.ratedDropBar * (flowLmin / cooler.ratedFlowLmin) * (viscosityMm2s / 30);
}
