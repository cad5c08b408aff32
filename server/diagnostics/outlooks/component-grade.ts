import { catalogue } from '../catalogue/catalogue.ts';
import type { DiagnosisResult, Finding, Indicator } from '../diagnosis.schema.ts';
import { isPossible } from '../findings.ts';
import { isAlarming, keyIndicators } from '../verdict.ts';
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

/** Kinds of old results, which name the component only. */
const kinds = new Map(catalogue.faults.map(({ id, componentKinds }) => [id, componentKinds[0]]));

/** The kind of component a finding is about; null: a fault of a channel is none of the machine. */
function kindOf({ faultId, componentKind }: Finding): string | null {
  return faultId.startsWith('I') ? null : (componentKind ?? kinds.get(faultId) ?? 'other');
}

/**
 * The worst of each component's indicators and findings. Normal only where an indicator that speaks for the component as a whole was judged
 * (the rule of the verdict); everything else without an exceedance or a finding is unknown, with the reason: that nothing was found does
 * not make it known. Pure.
 */
export function gradesOf({ indicators, findings }: Pick<DiagnosisResult, 'indicators' | 'findings'>): ComponentGrade[] {
  const likely = Map.groupBy(
    findings.filter(({ confidence }) => isPossible(confidence)),
    kindOf,
  );
  const byComponent = Map.groupBy(indicators, ({ component }) => component);
  const components = new Set([...byComponent.keys(), ...[...likely.keys()].filter((kind) => kind !== null)]);
  return [...components].map((component) => gradeOf(component, byComponent.get(component) ?? [], likely.get(component) ?? []));
}

function gradeOf(component: string, own: readonly Indicator[], found: readonly Finding[]): ComponentGrade {
  const deciding = own.filter(({ id }) => keyIndicators(component)?.includes(id) ?? true);
  const suspected = found.map(findingReason);
  const worst = (['alarm', 'warning'] as const).find((state) => [...own, ...suspected].some((one) => one.state === state));
  const grade = worst ?? (deciding.some(isJudged) ? 'normal' : 'unknown');
  const named = grade === 'unknown' ? deciding : own.filter(({ state }) => state === grade);
  const reasons = [...suspected.filter(({ state }) => state === grade), ...named.map(toReason)];
  return { component, grade, judged: own.filter(isJudged).length, total: own.length, reasons: reasons.slice(0, mostReasons) };
}

function findingReason(finding: Finding): GradeReason {
  const { faultId, fault, confidence } = finding;
  return {
    ...{ indicator: faultId, name: fault, state: isAlarming(finding) ? 'alarm' : 'warning', value: null, unit: '', because: null },
    ...{ wouldNeed: null, finding: { faultId, confidence } },
  };
}

function toReason({ id, name, state, value, unit, notComputable }: Indicator): GradeReason {
  return {
    ...{ indicator: id, name, state, value, unit },
    ...{ because: notComputable?.because ?? null, wouldNeed: notComputable?.wouldNeed ?? null },
  };
}
