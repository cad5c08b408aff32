import { basename } from 'node:path';
import { Problem } from '../../platform/problem.ts';
import type { Directory, PartName, TimeBaseDirectory } from './series-directory.ts';
import { chunkSamples, samplesPerCell } from './series-format.ts';
import type { SeriesClock } from './series-summary.ts';

/** A piece of a series file that fails its checksum. Times in ms of the recording's clock; NaN and null where the whole file is meant. */
export interface SeriesDamage {
  readonly timeBase: number | null;
  readonly channel: string | null;
  readonly fromMs: number;
  readonly toMs: number;
  readonly part: 'header' | 'directory' | 'end' | 'samples' | 'times' | 'pyramid' | 'windows' | 'unclaimed-bytes';
}

/** Damage that is not in one part: it concerns everything in the file. */
export function wholeFileDamage(part: SeriesDamage['part']): SeriesDamage {
  return { timeBase: null, channel: null, fromMs: Number.NaN, toMs: Number.NaN, part };
}

/** What is lost when a part cannot be read. */
export function damageOf(directory: Directory, name: PartName): SeriesDamage {
  const base = directory.timeBases[name.timeBase]!;
  if (name.kind.startsWith('window')) return windowDamage(base, name);
  const isCells = name.kind !== 'values' && name.kind !== 'times';
  const samples = chunkSamples * (isCells ? samplesPerCell(name.level) : 1);
  const from = name.index * samples;
  const to = Math.min(base.summary.count, from + samples) - 1;
  const isTimes = name.kind === 'times' || name.kind === 'cellTimes';
  return {
    timeBase: name.timeBase,
    channel: isTimes ? null : (base.channels[name.channel]?.summary.name ?? null),
    fromMs: chunkTime(base, from, 'first'),
    toMs: chunkTime(base, to, 'last'),
    part: isTimes ? 'times' : isCells ? 'pyramid' : 'samples',
  };
}

/** A part of windows may reach over the whole recording; where each of them lies stands in a part that may itself be hurt. */
function windowDamage({ summary, channels }: TimeBaseDirectory, { timeBase, kind, channel }: PartName): SeriesDamage {
  const isGrid = kind === 'windowOrdinal' || kind === 'windowFirst';
  const name = isGrid ? null : (channels[channel]?.summary.name ?? null);
  return { timeBase, channel: name, fromMs: summary.firstMs, toMs: summary.lastMs, part: 'windows' };
}

/** The time of a chunk's first or last sample, from the directory alone. */
function chunkTime({ summary, times }: TimeBaseDirectory, index: number, end: 'first' | 'last'): number {
  if (times) return times[end][Math.floor(index / chunkSamples)] ?? Number.NaN;
  return summary.firstMs + index * summary.intervalMs!;
}

const wholeFileWords: Partial<Record<SeriesDamage['part'], string>> = {
  header: 'its first bytes fail their checksum',
  directory: 'its table of contents fails its checksum',
  end: 'its end is missing or damaged, as after an interrupted copy',
};

/** The problem that a reader of damaged data gets, instead of values. The file is named by its hash: where it lies is nobody's business. */
export function damageProblem(path: string, damage: SeriesDamage, clock: SeriesClock = 'relative'): Problem {
  const where =
    wholeFileWords[damage.part] ??
    `${damage.channel === null ? 'the time stamps' : `channel "${damage.channel}"`} from ${timeWords(damage.fromMs, clock)} to ${timeWords(damage.toMs, clock)} fail their checksum (${damage.part})`;
  return new Problem('series-damaged', 500, 'The stored samples are damaged', {
    detail: `Series file ${basename(path)}: ${where}. Nothing of it is shown. Restore this file from a backup, or import the raw file again.`,
    extra: { file: basename(path), damage: { ...damage, fromMs: orNull(damage.fromMs), toMs: orNull(damage.toMs) } },
  });
}

function timeWords(ms: number, clock: SeriesClock): string {
  if (clock === 'absolute' && Math.abs(ms) < 8.64e15) return new Date(ms).toISOString();
  return `${ms / 1000} s`;
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
