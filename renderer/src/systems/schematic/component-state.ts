import type { Finding } from '../../../../server/diagnostics/diagnosis.schema.ts';
import type { DiagnosisGrades, Grade } from '../../../../server/diagnostics/outlooks/component-grade.schema.ts';
import { findingState } from '../../diagnostics/finding-state.ts';
import type { SchematicComponent } from './sensor-place.ts';

export interface ComponentState {
  readonly state: Grade;
  /** What was found at this component, without what merely cannot be excluded. */
  readonly findings: readonly Finding[];
}

/** What one diagnosis says. undefined: there is none, or it is still being read. */
export interface DiagnosedWords {
  readonly grades: DiagnosisGrades['grades'];
  readonly findings: readonly Finding[];
}

/**
 * The worse of the component's grade and of what was found at it. Unknown where nothing was judged: a kind without a grade is not normal.
 * Grades are by kind, findings name their component.
 */
export function componentState(
  { kind, name }: Pick<SchematicComponent, 'kind' | 'name'>,
  words: DiagnosedWords | undefined,
): ComponentState {
  const own = (words?.findings ?? []).filter((finding) => finding.component === name && findingState(finding) !== 'not-excluded');
  // The grade called `other` is the whole system's (ComponentTable.tsx), not that of a coupling somebody registered as other.
  const grade = (kind !== 'other' && words?.grades.find(({ component }) => component === kind)?.grade) || 'unknown';
  const isAlarm = grade === 'alarm' || own.some((finding) => findingState(finding) === 'alarm');
  const state = isAlarm ? 'alarm' : own.length > 0 ? 'warning' : grade;
  return { state, findings: own };
}
