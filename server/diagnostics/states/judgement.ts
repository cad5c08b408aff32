import type { Bench, Measured } from '../indicators/definition.indicator.ts';
import { runs } from '../statistics.ts';
import { CRITICAL, DEGRADED, gradesOf, HEALTHY, INCIPIENT, UNKNOWN } from './grade.science.ts';
import type { LimitLine } from './limit-line.ts';

export interface GradeRange {
  readonly grade: number;
  readonly from: number;
  readonly to: number;
}

/** Values that a limit would have judged, had its conditions held. */
export interface NotEvaluated {
  readonly count: number;
  readonly of: number;
  readonly because: string;
}

export interface Judgement {
  readonly grades: Uint8Array;
  readonly ranges: readonly GradeRange[];
  readonly worst: number;
  /** The limit behind each value; undefined where there is none. */
  lineOf(index: number): LimitLine | undefined;
  readonly notEvaluated: NotEvaluated | null;
}

/**
 * The worst grade that lasts. Where nobody stated a delay: three judged values in a row (one where there are fewer than thirty in all).
 * Values that were not judged neither make nor break a run.
 */
function sustained(grades: Uint8Array, isDelayStated: boolean): GradeRange[] {
  const judged = Array.from(grades, (_, index) => index).filter((index) => grades[index] !== UNKNOWN);
  const options = isDelayStated || judged.length < 30 ? { bridge: 0, atLeast: 1 } : { bridge: 2, atLeast: 3 };
  const rangesOf = (grade: number, isBad: (value: number) => boolean): GradeRange[] =>
    runs(judged.length, (at) => isBad(grades[judged[at] as number] as number), options).map((run) => ({
      grade,
      from: judged[run.from] as number,
      to: (judged[run.to - 1] as number) + 1,
    }));
  const ranges = [CRITICAL, DEGRADED, INCIPIENT].flatMap((grade) => rangesOf(grade, (value) => value === grade));
  // An excursion that wanders between grades is still one: count what is at least incipient.
  return ranges.length > 0 ? ranges : rangesOf(INCIPIENT, (value) => value >= INCIPIENT);
}

function notEvaluatedOf(values: Float64Array, chosen: Int16Array, lines: readonly LimitLine[]): NotEvaluated | null {
  const counts = lines.map(
    ({ watched }, number) =>
      values.filter((value, index) => Number.isFinite(value) && chosen[index] === number && watched[index] === 0).length,
  );
  const most = counts.indexOf(Math.max(...counts));
  const count = counts.reduce((sum, one) => sum + one, 0);
  const watch = lines[most]?.watch;
  if (count === 0 || !watch) return null;
  const missing = watch.missing.length > 0 ? `; ${watch.missing.join(', ')}` : '';
  const of = values.filter(Number.isFinite).length;
  return { count, of, because: `the limit is watched only during ${watch.words.join(', ')}${missing}` };
}

/** Holds every value against the limit that has a say there, each limit with its own memory of delay and deadband. */
export function judge(measured: Pick<Measured, 'perEpoch'>, lines: readonly LimitLine[], { timeline }: Bench): Judgement {
  const values = measured.perEpoch;
  const chosen = Int16Array.from(values, (_, index) => lines.findIndex(({ applies }) => applies[index] === 1));
  const grades = new Uint8Array(values.length).fill(UNKNOWN);
  const ranges: GradeRange[] = [];
  lines.forEach((line, number) => {
    if (!line.isOwn) return;
    const series = {
      values,
      boundsOf: (index: number) => line.bounds[index] ?? null,
      isWatched: (index: number) => chosen[index] === number && line.watched[index] === 1,
      durationOf: (index: number) => {
        const epoch = timeline.epochs[index];
        return epoch ? (epoch.to - epoch.from) * timeline.stepS : 0;
      },
    };
    const own = gradesOf(series, line.holding ?? { deadband: 0, delay: null });
    ranges.push(...sustained(own, line.holding !== null && line.holding.delay !== null));
    own.forEach((grade, index) => {
      if (grade !== UNKNOWN) grades[index] = grade;
    });
  });
  return {
    grades,
    ranges: ranges.sort((a, b) => a.from - b.from),
    worst: Math.max(HEALTHY, ...ranges.map(({ grade }) => grade)),
    lineOf: (index) => lines[chosen[index] ?? -1],
    notEvaluated: notEvaluatedOf(values, chosen, lines),
  };
}
