import { deliveredKinds } from '../catalogue/delivered-kinds.ts';
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

/**
 * The kinds of component a finding is about: a fault that may sit in several grades them all, because the finding does not say in which.
 * Of a kind that this system neither measures nor has, nothing is said. A fault of a channel is none of the machine. Old results name no
 * kind: the catalogue does.
 */
function kindsOf({ faultId, componentKind, componentKinds }: Finding, known: ReadonlySet<string>): string[] {
  if (faultId.startsWith('I')) return [];
  const all = componentKinds ?? deliveredKinds.get(faultId) ?? [];
  const first = componentKind ?? all[0] ?? 'other';
  return [first, ...all.filter((kind) => kind !== first && known.has(kind))];
}

/**
 * The worst of each component's indicators and findings. Normal only where an indicator that speaks for the component as a whole was judged
 * (the rule of the verdict); everything else without an exceedance or a finding is unknown, with the reason: that nothing was found does
 * not make it known. Pure.
 */
export function gradesOf({ indicators, findings }: Pick<DiagnosisResult, 'indicators' | 'findings'>): ComponentGrade[] {
  const byComponent = Map.groupBy(indicators, ({ component }) => component);
  const known = new Set(byComponent.keys());
  const likely = findings
    .filter(({ confidence }) => isPossible(confidence))
    .map((finding) => ({ finding, kinds: kindsOf(finding, known) }));
  const components = new Set([...known, ...likely.flatMap((one) => one.kinds)]);
  return [...components].map((component) => {
    const found = likely.filter((one) => one.kinds.includes(component)).map(({ finding }) => finding);
    return gradeOf(component, byComponent.get(component) ?? [], found);
  });
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
