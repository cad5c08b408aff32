/** mulberry32: the same files in every run with the same seed. Returns whole numbers from 0 below `below`. */
export type RandomSource = (below: number) => number;

export function randomSource(seed: number): RandomSource {
  let state = seed | 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

export function oneOf<T>(random: RandomSource, list: readonly T[]): T {
  return list[random(list.length)] as T;
}
