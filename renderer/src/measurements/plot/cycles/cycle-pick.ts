/** Most cycles at once: more curves cannot be told apart, and each is a request. */
export const mostCycles = 24;
/** How many are shown when nobody chose. */
const fewCycles = 8;

/**
 * Which cycles a text like `1-5, 12` means: places from 0, in their order, each once, at most 24. Empty: eight, evenly spread from the first
 * to the last. Null when it cannot be understood.
 */
export function pickedCycles(text: string, total: number): number[] | null {
  if (text.trim() === '') return evenly(total);
  const picked = new Set<number>();
  for (const part of text.split(/[,;\s]+/).filter((piece) => piece !== '')) {
    const [, from, to] = /^(\d{1,9})(?:[-–](\d{1,9}))?$/.exec(part) ?? [];
    if (from === undefined) return null;
    const last = Math.min(Number(to ?? from), total);
    for (let cycle = Math.max(1, Number(from)); cycle <= last && picked.size < mostCycles; cycle++) picked.add(cycle - 1);
  }
  return [...picked].sort((a, b) => a - b);
}

function evenly(total: number): number[] {
  const count = Math.min(total, fewCycles);
  if (count <= 1) return total > 0 ? [0] : [];
  return Array.from({ length: count }, (_, i) => Math.round((i * (total - 1)) / (count - 1)));
}
