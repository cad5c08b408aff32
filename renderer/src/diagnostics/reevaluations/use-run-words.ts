import { useTranslation } from 'react-i18next';
import type { Reevaluation } from '../../../../server/diagnostics/reevaluations/reevaluation.schema.ts';

const scopes = { all: 'reevaluation.scopeAll', system: 'reevaluation.scopeSystem', recording: 'reevaluation.scopeRecording' } as const;

/** What a run is about and what it has found so far, in a line each. */
export function useRunWords() {
  const { t } = useTranslation();
  return {
    subject: ({ scope, isDryRun }: Reevaluation) => (isDryRun ? `${t(scopes[scope])} (${t('reevaluation.isDry')})` : t(scopes[scope])),
    counts: ({ counts, isDryRun }: Reevaluation) => t(isDryRun ? 'reevaluation.dryCounts' : 'reevaluation.counts', counts),
    state: ({ jobState }: Reevaluation) => t(`jobState.${jobState}`),
  };
}
