import { suggestRole } from '../detections/signal-names.ts';
import type { ChannelRecipe, TableRecipe } from '../import.types.ts';
import { baseName } from '../import-template.ts';
import { chainParts, type PartChain, trackOf } from './part-chains.ts';
import type { ScannedTable } from './part-scan.ts';
import type { Track } from './track.ts';

/** Files that become one recording, and why, in words. */
export interface TrackGroup {
  readonly tracks: readonly Track[];
  readonly notes: readonly string[];
}

/** A channel's name that only says "the value": the file says whose. */
const genericName = /^(?:value|wert|messwert|valeur|mesure|y|amplitude|reading|data|daten|signal|channel ?1|kanal ?1|ch ?1)$/i;

/**
 * Which tables belong together. Appended: the same columns and later times. Side by side on one clock: other columns, and most of the time of
 * the shorter file lies within the longer one; without dates, files that last equally long. Everything else is a recording of its own.
 */
export function groupTables(scans: readonly ScannedTable[], apart: ReadonlySet<string>): TrackGroup[] {
  const groups: PartChain[][] = [];
  for (const chain of chainParts(scans, apart)) {
    const named = withFileName(chain);
    const group = groups.find((candidate) => candidate.every((other) => belongTogether(other, named)));
    if (group === undefined) groups.push([named]);
    else group.push(named);
  }
  const order = new Map(scans.map(({ part }, index) => [part.name, index]));
  const position = ({ scans: own }: PartChain): number => Math.min(...own.map(({ part }) => order.get(part.name)!));
  return groups
    .map((chains) => chains.toSorted((a, b) => position(a) - position(b)))
    .toSorted((a, b) => position(a[0]!) - position(b[0]!))
    .map((chains) => ({ tracks: uniqueNames(chains).map(trackOf), notes: notesOf(chains) }));
}

function belongTogether(a: PartChain, b: PartChain): boolean {
  if (a.clock !== b.clock) return false;
  // The same columns at the same time are two machines, unless each file is one channel.
  if (a.signature === b.signature && !(isSingle(a) && isSingle(b) && namesDiffer(a, b))) return false;
  const shorter = Math.min(a.lastMs - a.firstMs, b.lastMs - b.firstMs);
  if (Number.isNaN(shorter)) return false;
  if (a.clock === 'relative') return lastsAsLong(a, b);
  const shared = Math.min(a.lastMs, b.lastMs) - Math.max(a.firstMs, b.firstMs);
  return shared >= 0 && shared * 2 >= shorter;
}

/** Lengths agree within two steps of the slower one, or two percent. */
function lastsAsLong(a: PartChain, b: PartChain): boolean {
  const tolerance = Math.max(2 * Math.max(a.stepMs, b.stepMs), 0.02 * Math.max(a.lastMs, b.lastMs));
  return Math.abs(a.lastMs - b.lastMs) <= tolerance && Math.abs(a.firstMs - b.firstMs) <= tolerance;
}

function channelsOf({ scans }: PartChain): readonly ChannelRecipe[] {
  return scans[0]!.recipe.channels;
}

function isSingle(chain: PartChain): boolean {
  return chain.scans[0]!.recipe.kind === 'table' && channelsOf(chain).length === 1;
}

function namesDiffer(a: PartChain, b: PartChain): boolean {
  return channelsOf(a)[0]!.name !== channelsOf(b)[0]!.name;
}

/** `PS1.csv` with the columns time and value is the channel PS1. */
function withFileName(chain: PartChain): PartChain {
  if (!isSingle(chain)) return chain;
  const [{ name } = { name: '' }] = channelsOf(chain);
  if (genericName.test(name.trim())) return renamed(chain, () => stemOf(chain));
  // Dated files of one channel each that share its name and their time: two sensors.
  return chain;
}

function stemOf({ scans }: PartChain): string {
  const base = baseName(scans[0]!.part.name);
  return base.replace(/(?:\.[a-z\d]{1,7}){1,2}$/i, '') || base;
}

function renamed(chain: PartChain, rename: (name: string) => string): PartChain {
  const scans = chain.scans.map((scan) => {
    const recipe = scan.recipe as TableRecipe;
    const channels = recipe.channels.map((channel) => {
      const name = rename(channel.name);
      return { ...channel, name, role: suggestRole(name, channel.quantity) };
    });
    return { ...scan, recipe: { ...recipe, channels } };
  });
  return { ...chain, scans };
}

/** A name that stands in several tracks of a recording gets the file's name behind it. */
function uniqueNames(chains: readonly PartChain[]): PartChain[] {
  const taken = new Set<string>();
  return chains.map((chain) => {
    const free = (name: string): string => {
      if (!taken.has(name)) return name;
      for (let n = 1; ; n++) {
        const longer = `${name} (${stemOf(chain)}${n === 1 ? '' : ` ${n}`})`;
        if (!taken.has(longer)) return longer;
      }
    };
    const isTaken = channelsOf(chain).some(({ name }) => taken.has(name));
    const own = isTaken && chain.scans[0]!.recipe.kind === 'table' ? renamed(chain, free) : chain;
    for (const { name } of channelsOf(own)) taken.add(name);
    return own;
  });
}

function notesOf(chains: readonly PartChain[]): string[] {
  const notes: string[] = [];
  const files = (chain: PartChain): string => chain.scans.map(({ part }) => part.name).join(', ');
  for (const chain of chains) {
    if (chain.scans.length > 1) notes.push(`Files with the same columns were appended in the order of their times: ${files(chain)}.`);
  }
  if (chains.length < 2) return notes;
  const zero =
    chains[0]!.clock === 'relative'
      ? 'They hold no date and last equally long: their zeros were taken as the same instant.'
      : 'They share one clock.';
  notes.push(`Files side by side, each with times of its own: ${chains.map(files).join('; ')}. ${zero}`);
  return notes;
}
