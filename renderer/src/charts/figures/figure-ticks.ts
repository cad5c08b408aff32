/** Steps of clocks: ticks fall on whole seconds, minutes, hours and days. */
const clockSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];

/** Round numbers between two values, about `count` of them, and their step. At most 50, whatever is asked. */
export function niceTicks(min: number, max: number, { count, isClock = false }: { count: number; isClock?: boolean }) {
  const raw = (max - min) / Math.max(count, 1);
  if (!(raw > 0) || !Number.isFinite(raw)) return { step: 1, ticks: [] };
  const power = 10 ** Math.floor(Math.log10(raw));
  const decimal = ([1, 2, 5, 10].find((factor) => factor * power >= raw * 0.999) ?? 10) * power;
  const step = isClock && raw > 0.5 ? (clockSteps.find((seconds) => seconds >= raw) ?? Math.ceil(raw / 86_400) * 86_400) : decimal;
  const first = Math.ceil(min / step - 1e-9);
  const last = Math.floor(max / step + 1e-9);
  const ticks = Array.from({ length: Math.min(Math.max(last - first + 1, 0), 50) }, (_, i) => (first + i) * step);
  return { step, ticks };
}
