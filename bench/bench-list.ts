import type { Bench } from './bench.types.ts';

/** Every bench, by the name that `npm run bench -- NAME` takes. Loaded when asked for: peers are heavy. */
export const benchList: Readonly<Record<string, () => Promise<Bench>>> = {
  import: async () => (await import('./import.bench.ts')).bench,
  parse: async () => (await import('./parse.bench.ts')).bench,
  matrix: async () => (await import('./matrix.bench.ts')).bench,
  drop: async () => (await import('./drop.bench.ts')).bench,
  pan: async () => (await import('./pan.bench.ts')).bench,
  features: async () => (await import('./features.bench.ts')).bench,
  scaling: async () => (await import('./scaling.bench.ts')).bench,
  size: async () => (await import('./size.bench.ts')).bench,
  envelope: async () => (await import('./envelope.bench.ts')).bench,
  loop: async () => (await import('./loop.bench.ts')).bench,
  diagnosis: async () => (await import('./diagnosis.bench.ts')).bench,
  report: async () => (await import('./report.bench.ts')).bench,
  export: async () => (await import('./export.bench.ts')).bench,
  'data-export': async () => (await import('./data-export.bench.ts')).bench,
};

export async function loadBench(name: string): Promise<Bench> {
  const load = benchList[name];
  if (load === undefined) throw new Error(`There is no bench "${name}". There are: ${Object.keys(benchList).join(', ')}.`);
  return await load();
}
