import type { CurveStyle } from './curve-style.ts';

/** A short piece of a curve as it is drawn: colour and dashes. */
export function CurveSwatch({ style }: { style: CurveStyle }) {
  return (
    <svg width={26} height={8} aria-hidden style={{ flexShrink: 0 }}>
      <line x1={1} x2={25} y1={4} y2={4} stroke={`var(${style.color})`} strokeWidth={2} strokeDasharray={style.dash.join(' ')} />
    </svg>
  );
}
