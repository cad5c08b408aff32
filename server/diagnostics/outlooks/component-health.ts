import type { StoredGrade } from './component-grade.repository.ts';
import type { ComponentHealth } from './component-grade.schema.ts';

/**
 * One component over time: its newest grade and since when it is the same. A component without any recording is unknown.
 *
 * @param grades oldest first
 */
export function toComponentHealth(component: string, names: readonly string[], grades: readonly StoredGrade[]): ComponentHealth {
  const points = grades.flatMap(({ component: _, at, ...rest }) => (at === null ? [] : [{ ...rest, reasons: [...rest.reasons], at }]));
  const newest = points.at(-1) ?? grades.at(-1);
  const other = points.findLastIndex(({ grade }) => grade !== newest?.grade);
  return {
    component,
    names: [...names],
    grade: newest?.grade ?? 'unknown',
    since: points[other + 1]?.at ?? null,
    points,
    undated: grades.length - points.length,
  };
}
