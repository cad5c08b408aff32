import type { Indicator } from '../diagnosis.schema.ts';
import { keyIndicators } from '../verdict.ts';
import type { Grade, GradeReason } from './component-grade.schema.ts';

/** A component in one recording. */
export interface ComponentGrade {
  readonly component: string;
  readonly grade: Grade;
  readonly judged: number;
  readonly total: number;
  readonly reasons: readonly GradeReason[];
}

const mostReasons = 8;
const isJudged = ({ state }: Indicator): boolean => state === 'normal' || state === 'warning' || state === 'alarm';

/**
 * The worst state of each component's indicators. Normal only where an indicator that speaks for the component as a whole was judged (the
 * rule of the verdict); everything else without an exceedance is unknown, with the reason. Pure.
 */
export function gradesOf(indicators: readonly Indicator[]): ComponentGrade[] {
  return [...Map.groupBy(indicators, ({ component }) => component)].map(([component, own]) => {
    const deciding = own.filter(({ id }) => keyIndicators(component)?.includes(id) ?? true);
    const worst = (['alarm', 'warning'] as const).find((state) => own.some((one) => one.state === state));
    const grade = worst ?? (deciding.some(isJudged) ? 'normal' : 'unknown');
    const named = grade === 'unknown' ? deciding : own.filter(({ state }) => state === grade);
    return { component, grade, judged: own.filter(isJudged).length, total: own.length, reasons: named.slice(0, mostReasons).map(toReason) };
  });
}

function toReason({ id, name, state, value, unit, notComputable }: Indicator): GradeReason {
  return {
    ...{ indicator: id, name, state, value, unit },
    ...{ because: notComputable?.because ?? null, wouldNeed: notComputable?.wouldNeed ?? null },
  };
}
