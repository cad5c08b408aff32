import { readSync } from 'node:fs';
import { decodePart } from './part-decoding.ts';
import { damageOf, damageProblem } from './series-damage.ts';
import type { Column, Directory, PartName } from './series-directory.ts';

/** Decoded values kept per open file: 16 MB. Neighbouring requests of a chart touch the same chunks again and again. */
const mostCachedValues = 2 * 1024 * 1024;

/** Parts of one open file, checked and decoded. */
export interface PartStore {
  /** The values of a part; do not change them, they are shared. Throws `series-damaged` when the checksum fails. */
  read(column: Column, name: PartName): Float64Array;
  /** The same without memory and without throwing: undefined when damaged. */
  check(column: Column, name: PartName): Float64Array | undefined;
}

export function createPartStore(file: { fd: number; path: string; directory: Directory }): PartStore {
  const cache = new Map<number, { readonly values: Float64Array; usedAt: number }>();
  let cached = 0;
  let clock = 0;

  function check(column: Column, name: PartName): Float64Array | undefined {
    const at = column.at[name.index];
    const length = column.bytes[name.index];
    if (at === undefined || length === undefined) return undefined;
    const part = Buffer.allocUnsafe(length);
    return readFully(file.fd, part, at) ? decodePart(part, name) : undefined;
  }
  /** Removes what was not used for the longest time, until the rest fits. */
  function shrink(): void {
    const oldestFirst = [...cache].sort(([, a], [, b]) => a.usedAt - b.usedAt);
    for (const [at, { values }] of oldestFirst) {
      if (cached <= mostCachedValues / 2) return;
      cache.delete(at);
      cached -= values.length;
    }
  }
  return {
    check,
    read(column, name) {
      const at = column.at[name.index]!;
      const known = cache.get(at);
      if (known) {
        known.usedAt = ++clock;
        return known.values;
      }
      const values = check(column, name);
      if (!values) throw damageProblem(file.path, damageOf(file.directory, name), file.directory.clock);
      if (cached + values.length > mostCachedValues) shrink();
      cache.set(at, { values, usedAt: ++clock });
      cached += values.length;
      return values;
    },
  };
}

/** Fills `target` from a position; false when the file ends before. */
export function readFully(fd: number, target: Buffer, position: number): boolean {
  for (let done = 0; done < target.length; ) {
    const bytes = readSync(fd, target, done, target.length - done, position + done);
    if (bytes === 0) return false;
    done += bytes;
  }
  return true;
}
