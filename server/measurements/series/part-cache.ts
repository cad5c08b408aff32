/**
 * Decoded parts of series files, up to so many values; what was not used for the longest time goes first. Neighbouring requests of a chart
 * touch the same parts again and again. Files that are open at the same time may share one.
 */
export interface PartCache {
  /** The values that were kept for a part of a file, by its position. */
  get(file: object, at: number): Float64Array | undefined;
  set(file: object, at: number, values: Float64Array): void;
  /** Forgets everything of a file. */
  drop(file: object): void;
}

interface Entry {
  readonly values: Float64Array;
  usedAt: number;
}

export function createPartCache(mostValues: number): PartCache {
  const files = new Map<object, Map<number, Entry>>();
  let held = 0;
  let clock = 0;

  /** Removes the oldest until half is free: sorting at every miss would cost more than it keeps. */
  function shrink(): void {
    const all = [...files.values()].flatMap((parts) => [...parts].map(([at, entry]) => ({ parts, at, entry })));
    for (const { parts, at, entry } of all.sort((a, b) => a.entry.usedAt - b.entry.usedAt)) {
      if (held <= mostValues / 2) return;
      parts.delete(at);
      held -= entry.values.length;
    }
  }
  return {
    get(file, at) {
      const entry = files.get(file)?.get(at);
      if (entry) entry.usedAt = ++clock;
      return entry?.values;
    },
    set(file, at, values) {
      if (held + values.length > mostValues) shrink();
      let parts = files.get(file);
      if (!parts) {
        parts = new Map();
        files.set(file, parts);
      }
      parts.set(at, { values, usedAt: ++clock });
      held += values.length;
    },
    drop(file) {
      for (const { values } of files.get(file)?.values() ?? []) held -= values.length;
      files.delete(file);
    },
  };
}
