import type { FigureSeries } from '../report-document.schema.ts';

/** A plot is about 130 mm wide on paper: more points than this do not show, but cost bytes in every format. */
const pointsOnPaper = 500;

interface Course {
  name: string;
  at: readonly number[];
  min: readonly (number | null)[];
  max: readonly (number | null)[];
  mean: readonly (number | null)[];
  /** samples behind each mean */
  count: readonly number[];
}

/** Few enough points for paper: neighbouring buckets become one; extremes survive, means weigh by their samples, gaps stay null. */
export function bucketed(course: Course): FigureSeries {
  const length = course.at.length;
  const size = Math.max(1, Math.ceil(length / pointsOnPaper));
  const series: FigureSeries = { name: course.name, at: [], min: [], max: [], mean: [] };
  for (let from = 0; from < length; from += size) {
    const bucket = merged(course, from, Math.min(length, from + size));
    series.at.push(course.at[from] ?? 0);
    series.min.push(bucket?.min ?? null);
    series.max.push(bucket?.max ?? null);
    series.mean.push(bucket?.mean ?? null);
  }
  return series;
}

function merged(course: Course, from: number, to: number): { min: number; max: number; mean: number } | undefined {
  let [min, max, sum, count] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
  for (let index = from; index < to; index++) {
    const [low, high, mean] = [course.min[index], course.max[index], course.mean[index]];
    if (!isNumber(low) || !isNumber(high) || !isNumber(mean)) continue;
    const weight = Math.max(1, course.count[index] ?? 1);
    min = Math.min(min, low);
    max = Math.max(max, high);
    sum += mean * weight;
    count += weight;
  }
  return count === 0 ? undefined : { min, max, mean: to - from === 1 ? (course.mean[from] ?? min) : sum / count };
}

function isNumber(value: number | null | undefined): value is number {
  return value !== null && value !== undefined && Number.isFinite(value);
}
