import type { LaneRecipe, TableRecipe } from '../import.types.ts';
import { type ScannedTable, signatureOf } from './part-scan.ts';
import type { Track } from './track.ts';

/** Files that follow each other: one track of a recording. */
export interface PartChain {
  readonly signature: string;
  readonly clock: 'absolute' | 'relative';
  readonly scans: readonly ScannedTable[];
  readonly firstMs: number;
  readonly lastMs: number;
  readonly stepMs: number;
}

/**
 * Appends files with the same columns and later times. Files without a date begin anew each. `apart`: names of files that have turned out to
 * hold other values for the same times.
 */
export function chainParts(scans: readonly ScannedTable[], apart: ReadonlySet<string>): PartChain[] {
  const chains: PartChain[] = [];
  const ordered = scans.toSorted((a, b) => a.span.firstMs - b.span.firstMs);
  for (const scan of ordered) {
    const signature = signatureOf(scan.recipe);
    const { clock, firstMs, lastMs, stepMs } = scan.span;
    const open = chains.findLast((chain) => chain.signature === signature && chain.clock === 'absolute');
    if (clock === 'relative' || open === undefined || apart.has(scan.part.name) || contradicts(open, scan)) {
      chains.push({ signature, clock, scans: [scan], firstMs, lastMs, stepMs });
      continue;
    }
    const longer: PartChain = { ...open, scans: [...open.scans, scan], lastMs: Math.max(open.lastMs, lastMs) };
    chains.splice(chains.indexOf(open), 1, longer);
  }
  return chains;
}

/** The first rows of both files have the same times and other values. */
function contradicts({ scans }: PartChain, scan: ScannedTable): boolean {
  let same = 0;
  let other = 0;
  for (const [ms, cells] of scan.span.head) {
    for (const { span } of scans) {
      const there = span.head.get(ms);
      if (there === cells) same++;
      else if (there !== undefined) other++;
    }
  }
  return other > same;
}

/** The parts of a chain as a track; every table lists the channels in the order of the first one. */
export function trackOf({ scans }: PartChain): Track {
  const { recipe } = scans[0]!;
  if (recipe.kind === 'lanes') {
    return {
      kind: 'lanes',
      parts: scans.map(({ part, recipe: own, span }) => ({ part, recipe: own as LaneRecipe, firstMs: span.firstMs })),
    };
  }
  const order = recipe.channels.map(({ name }) => name);
  return {
    kind: 'table',
    parts: scans.map(({ part, recipe: own, span }) => {
      const table = own as TableRecipe;
      const channels = order.map((name) => table.channels.find((channel) => channel.name === name)!);
      return { part, recipe: { ...table, channels }, firstMs: span.firstMs };
    }),
  };
}
