import { mutate } from './mutation.ts';
import { oneOf, randomSource } from './random-source.ts';
import type { SeedFile } from './seed-files.ts';

/** The file number `index` of a run: the same in every process. */
export function fuzzFile(seed: number, index: number, from: readonly SeedFile[]): SeedFile {
  const random = randomSource(seed * 1_000_003 + index);
  const first = oneOf(random, from);
  return { name: first.name, bytes: mutate(first.bytes, oneOf(random, from).bytes, random) };
}
