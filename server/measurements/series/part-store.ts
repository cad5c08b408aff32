import { readSync } from 'node:fs';
import type { PartCache } from './part-cache.ts';
import { decodePart } from './part-decoding.ts';
import { damageOf, damageProblem } from './series-damage.ts';
import type { Column, Directory, PartName } from './series-directory.ts';

/** Parts of one open file, checked and decoded. */
export interface PartStore {
  /** The values of a part; do not change them, they are shared. Throws `series-damaged` when the checksum fails. */
  read(column: Column, name: PartName): Float64Array;
  /** The same without memory and without throwing: undefined when damaged. */
  check(column: Column, name: PartName): Float64Array | undefined;
}

export function createPartStore(file: { fd: number; path: string; directory: Directory; cache: PartCache }): PartStore {
  function check(column: Column, name: PartName): Float64Array | undefined {
    const at = column.at[name.index];
    const length = column.bytes[name.index];
    if (at === undefined || length === undefined) return undefined;
    const part = Buffer.allocUnsafe(length);
    return readFully(file.fd, part, at) ? decodePart(part, name) : undefined;
  }
  return {
    check,
    read(column, name) {
      const at = column.at[name.index]!;
      const known = file.cache.get(file.directory, at);
      if (known) return known;
      const values = check(column, name);
      if (!values) throw damageProblem(file.path, damageOf(file.directory, name), file.directory.clock);
      file.cache.set(file.directory, at, values);
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
