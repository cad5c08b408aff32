import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../server/diagnostics/diagnosis.schema.ts';
import { nameplateKeys } from '../systems/nameplate.ts';

const confidence = {
  'very likely': 'confidence.veryLikely',
  likely: 'confidence.likely',
  possible: 'confidence.possible',
  'cannot be excluded': 'confidence.notExcluded',
} as const satisfies Record<Finding['confidenceWord'], string>;

const urgency = {
  now: 'urgency.now',
  'within a day': 'urgency.day',
  'within a week': 'urgency.week',
  'next stop': 'urgency.nextStop',
  watch: 'urgency.watch',
} as const satisfies Record<Finding['urgency'], string>;

const grade = {
  incipient: 'grade.incipient',
  degraded: 'grade.degraded',
  critical: 'grade.critical',
} as const satisfies Record<Finding['grade'], string>;

/** The fixed words of a finding in the person's language. */
export function useFindingWords() {
  const { t } = useTranslation();
  return {
    confidence: (finding: Finding) => t(confidence[finding.confidenceWord]),
    urgency: (finding: Finding) => t(urgency[finding.urgency]),
    grade: (finding: Finding) => t(grade[finding.grade]),
  };
}

/** The same for a row of a list, whose grade is any text. */
export function useGradeWord() {
  const { t } = useTranslation();
  return (word: string): string => (word in grade ? t(grade[word as Finding['grade']]) : word);
}

/** The kind of a component in the person's language; a name stays as it is. */
export function useComponentWord() {
  const { t } = useTranslation();
  return (component: string): string => {
    const kind = component as keyof typeof nameplateKeys;
    return kind in nameplateKeys ? t(`kind.${kind}`) : component;
  };
}
