import type { CycleTable, LabelledTable } from './cycle-table.ts';
import { interruptions } from './cycle-table.ts';
import { channelDistances, type Domain } from './domain.ts';
import { describeCandidate, leastProbability } from './evaluation.ts';
import { type Expert, expertScores } from './experts.ts';
import type { FoldSums } from './fold-sums.ts';
import { foldsByRun } from './folds.ts';
import { type Judgement, judge } from './judgement.ts';
import { domainWithout, isBeyond, select, topOf } from './selection.ts';
import { Workbench } from './workbench.ts';

/** A model as it is stored: plain numbers in the units of the channels, nothing that has to be trusted unread. */
export interface TrainedModel {
  readonly format: 'sightglass-model';
  readonly version: 1;
  readonly target: string;
  readonly classes: readonly string[];
  /** The sensor set it was made for; a recording without one of them is refused. */
  readonly channels: readonly { readonly name: string; readonly unit: string }[];
  readonly bins: number;
  readonly cycleLengthS: number;
  /** The system it was trained on; null for a model made from a folder. It speaks about no other. */
  readonly systemId: string | null;
  /** SHA-256 of the profiles, labels and runs it learned from, and of the files they came from. */
  readonly trainingSha256: string;
  readonly sources: readonly { readonly name: string; readonly sha256: string }[];
  readonly trainingCycles: number;
  readonly trainingRuns: number;
  /** What it judges by, in words. */
  readonly basis: string;
  readonly expert: Expert;
  readonly judgement: Judgement;
  readonly domain: Domain;
}

export type ModelFacts = Pick<TrainedModel, 'target' | 'channels' | 'cycleLengthS' | 'systemId' | 'trainingSha256' | 'sources'>;

export interface JudgedCycle {
  readonly cycle: number;
  /** The likeliest class even when the model abstains; null when the cycle has no profile at all. */
  readonly answer: string | null;
  readonly probability: number | null;
  readonly probabilities: Readonly<Record<string, number>>;
  readonly abstained: 'outside' | 'unsure' | 'missing' | null;
  /** The channel that lies furthest outside the training, with how many times its limit. */
  readonly furthest: { readonly channel: string; readonly timesLimit: number } | null;
}

/** Trains on all runs; what to look at and how sure to be is decided on runs held out within them. */
export function train(data: LabelledTable, facts: ModelFacts, folds: number): TrainedModel {
  const bench = new Workbench(data, foldsByRun(data.runs, folds));
  const selection = select(bench, []);
  const { expert } = bench.fit(selection.candidate, []);
  return {
    format: 'sightglass-model',
    version: 1,
    ...facts,
    classes: data.classes,
    bins: data.table.bins,
    trainingCycles: data.labels.length,
    trainingRuns: new Set(data.runs).size,
    basis: describeCandidate(selection.candidate, data),
    expert: inUnits(expert, bench.sums),
    judgement: selection.judgement,
    domain: domainWithout(bench, []),
  };
}

/** From the workbench's standardised columns to the channels' own units. */
function inUnits(expert: Expert, { centre, spread }: FoldSums): Expert {
  if (expert.kind === 'stretch') {
    const { axes, columns } = expert.coordinates;
    const size = columns.to - columns.from;
    const inUnit = axes.map((value, index) => value / (spread[columns.from + (index % size)] as number));
    return { ...expert, coordinates: { ...expert.coordinates, axes: inUnit } };
  }
  const { weights, bias, columns } = expert.scores;
  const size = columns.to - columns.from;
  const scaled = weights.map((value, index) => value / (spread[columns.from + (index % size)] as number));
  const shifted = bias.map((value, group) => {
    let moved = value;
    for (let column = 0; column < size; column++)
      moved -= (scaled[group * size + column] as number) * (centre[columns.from + column] as number);
    return moved;
  });
  return { kind: 'profile', scores: { columns, weights: scaled, bias: shifted } };
}

/** Judges every cycle of a recording whose table has the model's channels in the model's order. Cycles with a missing profile (NaN) are left open. */
export function apply(model: TrainedModel, table: CycleTable): JudgedCycle[] {
  const width = table.channels.length * table.bins;
  const complete = Array.from(table.cycles.keys()).filter(
    (row) => !table.values.subarray(row * width, (row + 1) * width).some(Number.isNaN),
  );
  const whole: CycleTable = {
    ...table,
    cycles: Int32Array.from(complete, (row) => table.cycles[row] as number),
    values: Float64Array.from(
      { length: complete.length * width },
      (_, index) => table.values[(complete[Math.floor(index / width)] as number) * width + (index % width)] as number,
    ),
  };
  const distances = complete.map((_, row) => channelDistances(model.domain, whole, row));
  const probabilities = judge(model.judgement, {
    scores: expertScores(model.expert, whole),
    classes: model.classes.length,
    isInterrupted: interruptions(whole),
    isOutside: distances.map((own) => isBeyond(model.judgement, own)),
  });
  const judged = new Map(
    complete.map((row, index) => [row, judgedCycle(model, { whole, index, probabilities, distances: distances[index] as Float64Array })]),
  );
  return Array.from(
    table.cycles,
    (cycle, row): JudgedCycle =>
      judged.get(row) ?? { cycle, answer: null, probability: null, probabilities: {}, abstained: 'missing', furthest: null },
  );
}

function judgedCycle(
  model: TrainedModel,
  at: { whole: CycleTable; index: number; probabilities: Float64Array; distances: Float64Array },
): JudgedCycle {
  const { whole, index, probabilities, distances } = at;
  const count = model.classes.length;
  const top = topOf(probabilities, index, count);
  const probability = probabilities[index * count + top] as number;
  const times = distances.map((distance, channel) => distance / Math.max(1e-12, model.judgement.limits[channel] as number));
  const channel = model.judgement.channels.reduce((a, b) => ((times[b] as number) > (times[a] as number) ? b : a));
  const isOutside = isBeyond(model.judgement, distances);
  return {
    cycle: whole.cycles[index] as number,
    answer: model.classes[top] as string,
    probability,
    probabilities: Object.fromEntries(model.classes.map((name, group) => [name, probabilities[index * count + group] as number])),
    abstained: isOutside ? 'outside' : probability < leastProbability ? 'unsure' : null,
    furthest: { channel: model.channels[channel]?.name ?? '', timesLimit: times[channel] as number },
  };
}
