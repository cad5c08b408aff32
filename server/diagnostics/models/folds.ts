/**
 * Distributes whole runs over `count` folds, the longest first, always into the lightest: the sizes become as even as the runs allow.
 * Deterministic, and blind to the labels. Returns the fold of every row.
 */
export function foldsByRun(runs: Int32Array, count: number): Int32Array {
  const sizes = new Map<number, number>();
  for (const run of runs) sizes.set(run, (sizes.get(run) ?? 0) + 1);
  const order = [...sizes].sort(([runA, sizeA], [runB, sizeB]) => sizeB - sizeA || runA - runB);
  const loads = new Array<number>(Math.min(count, sizes.size)).fill(0);
  const foldOfRun = new Map<number, number>();
  for (const [run, size] of order) {
    const fold = loads.indexOf(Math.min(...loads));
    loads[fold] = (loads[fold] as number) + size;
    foldOfRun.set(run, fold);
  }
  return Int32Array.from(runs, (run) => foldOfRun.get(run) as number);
}

/** Single rows dealt at random: what most publications do, and what pretends too much. Shown beside the honest figure, never alone. */
export function foldsAtRandom(rows: number, count: number, seed: number): Int32Array {
  const random = randomFrom(seed);
  const order = Array.from({ length: rows }, (_, row) => row);
  for (let last = rows - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] as number, order[last] as number];
  }
  const folds = new Int32Array(rows);
  order.forEach((row, position) => {
    folds[row] = position % count;
  });
  return folds;
}

/** Mulberry32: the same seed gives the same numbers on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
