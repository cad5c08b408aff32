import type { TestFigure } from '../../../../server/diagnostics/guided-tests/guided-test.schema.ts';

export interface Scale {
  /** Place in pixels. */
  at(value: number): number;
  readonly ticks: readonly number[];
}

/** Round steps (1, 2, 5 times a power of ten) that give about `count` ticks. */
export function stepOf(span: number, count: number): number {
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((one) => one * power >= rough * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** A linear scale over whole ticks; zero belongs to it, so that a small change does not look large. */
export function scaleOf(values: readonly number[], [from, to]: readonly [number, number], count: number): Scale {
  const low = Math.min(0, ...values);
  const top = Math.max(0, ...values);
  // Nothing but zeros, or as good as: an axis of one unit.
  const high = top - low > 1e-12 ? top : low + 1;
  const step = stepOf(high - low, count);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
  const span = (last - first) * step;
  return { at: (value) => from + ((value - first * step) / span) * (to - from), ticks };
}

/** All values of a figure along each axis, spreads of the points included. */
export function valuesOf({ points, lines }: TestFigure): { x: number[]; y: number[] } {
  const spread = points.flatMap(({ y, yUncertainty }) => [y - (yUncertainty ?? 0), y + (yUncertainty ?? 0)]);
  return {
    x: [...points.map(({ x }) => x), ...lines.flatMap(({ x }) => x)],
    y: [...spread, ...lines.flatMap(({ y }) => y)],
  };
}
