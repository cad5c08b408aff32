/** Pooled counts of rows, positive = anomaly; no point adjustment (protocol of SKAB v0.9). */
export interface Counts {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
  readonly tn: number;
}

export function countRows(flags: ArrayLike<number>, truth: ArrayLike<number>): Counts {
  const counts = { tp: 0, fp: 0, fn: 0, tn: 0 };
  for (let row = 0; row < truth.length; row++) {
    if (truth[row]) counts[flags[row] ? 'tp' : 'fn']++;
    else counts[flags[row] ? 'fp' : 'tn']++;
  }
  return counts;
}

export function addCounts(all: readonly Counts[]): Counts {
  const sum = (pick: (counts: Counts) => number): number => all.reduce((total, counts) => total + pick(counts), 0);
  return { tp: sum(({ tp }) => tp), fp: sum(({ fp }) => fp), fn: sum(({ fn }) => fn), tn: sum(({ tn }) => tn) };
}

/** F1 as a share; false and missed alarm rates in percent. */
export function ratesOf({ tp, fp, fn, tn }: Counts): { f1: number; farPercent: number; marPercent: number } {
  return { f1: tp / (tp + (fp + fn) / 2), farPercent: (100 * fp) / (fp + tn), marPercent: (100 * fn) / (fn + tp) };
}
