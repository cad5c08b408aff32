import type { NotComputable, OrderAxis } from './analysis.schema.ts';

export interface ShaftSpeed {
  readonly rpm: number;
  /** 5th to 95th percentile over the mean; null when somebody gave the speed as a number. */
  readonly variationPercent: number | null;
}

/** Above this the orders smear over neighbouring lines; [K] as the usual limit for analysis without a tacho signal. */
const mostVariationPercent = 2;
/** 2.56 samples per period: the customary margin of an anti-aliasing filter over the theoretical 2. */
const samplesPerPeriod = 2.56;

/** The orders of a shaft in a spectrum, or why there are none (hydraulics.md C1.4). `pumpOrder` = pistons, vanes or teeth. */
export function orderAxis(speed: ShaftSpeed, sampleRateHz: number, pumpOrder: number | null): OrderAxis | NotComputable {
  const { rpm, variationPercent } = speed;
  if (!(rpm > 0)) {
    return {
      computable: false,
      code: 'no-speed',
      because: 'The shaft stands still or its speed was not measured in this range.',
      whatWouldHelp: 'Choose a range in which the pump runs, or give its speed in rpm.',
    };
  }
  if (variationPercent !== null && variationPercent > mostVariationPercent) {
    return {
      computable: false,
      code: 'speed-varies',
      because: `The speed varies by ${tidy(variationPercent)} % in this range: each order would smear over neighbouring frequencies.`,
      whatWouldHelp: `Choose a range in which the speed varies by less than ${mostVariationPercent} %.`,
    };
  }
  const shaftHz = rpm / 60;
  if (shaftHz * 2 > sampleRateHz) {
    return {
      computable: false,
      code: 'rate-too-low',
      because: `At ${tidy(sampleRateHz)} Hz even the first order (${tidy(shaftHz)} Hz) would appear folded at a wrong frequency.`,
      whatWouldHelp: `Measure with at least ${tidy(neededRate(shaftHz))} Hz; for the pump ripple with 1 kHz, better 2.5 kHz.`,
    };
  }
  const highestOrder = sampleRateHz / 2 / shaftHz;
  const pump = pumpOrder === null ? null : pumpRipple(pumpOrder, shaftHz, sampleRateHz);
  return { computable: true, rpm, shaftHz, speedVariationPercent: variationPercent, highestOrder, pump };
}

function pumpRipple(order: number, shaftHz: number, sampleRateHz: number): NonNullable<OrderAxis['pump']> {
  const frequencyHz = order * shaftHz;
  const neededRateHz = neededRate(frequencyHz);
  if (sampleRateHz >= neededRateHz) return { order, frequencyHz, neededRateHz, visible: true, because: null, whatWouldHelp: null };
  const fate = frequencyHz * 2 > sampleRateHz ? 'appears folded at a wrong frequency' : 'is weakened by the filter of the logger';
  return {
    order,
    frequencyHz,
    neededRateHz,
    visible: false,
    because: `The pump ripple (order ${order}, ${tidy(frequencyHz)} Hz) ${fate} at ${tidy(sampleRateHz)} Hz.`,
    whatWouldHelp: `Measure with at least ${tidy(neededRateHz)} Hz; five harmonics need ${tidy(5 * neededRateHz)} Hz.`,
  };
}

/** Rounded up to two digits: a rate that a person can set. */
function neededRate(frequencyHz: number): number {
  const exact = frequencyHz * samplesPerPeriod;
  const unit = 10 ** (Math.floor(Math.log10(exact)) - 1);
  return Math.ceil(exact / unit - 1e-9) * unit;
}

/** Three digits, for a sentence. */
export function tidy(value: number): string {
  return String(Number(value.toPrecision(3)));
}
