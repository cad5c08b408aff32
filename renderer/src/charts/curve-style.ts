/**
 * How curves in one pane are told apart: by colour and by dashes, so that neither print nor eyes without colour lose them. The colours are
 * muted, because saturated ones mean abnormal (ISA-101).
 */
export interface CurveStyle {
  /** Name of the colour in the theme. */
  readonly color: string;
  /** Lengths of line and space in CSS pixels; empty: a solid line. */
  readonly dash: readonly number[];
}

const dashes: readonly (readonly number[])[] = [[], [8, 3], [2, 3], [8, 3, 2, 3], [14, 4], [4, 4], [14, 3, 2, 3], [1, 4]];

export const curveStyleCount = dashes.length;

/** The style of the curve at this place; styles repeat after the last one. */
export function curveStyle(place: number): CurveStyle {
  const at = place % curveStyleCount;
  return { color: at === 0 ? '--plot-line' : `--plot-line-${at + 1}`, dash: dashes[at] ?? [] };
}
