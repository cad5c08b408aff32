import { useTranslation } from 'react-i18next';
import { type Decision, decisionApi } from '../../../../server/diagnostics/decisions/decision.schema.ts';
import { ReasonButton } from '../../components/ReasonButton.tsx';
import { call } from '../../platform/api.ts';
import { decisionsKey } from './decision.queries.ts';

/** A decision taken back stays on record and counts no longer. */
export function WithdrawButton({ decision }: { decision: Decision }) {
  const { t } = useTranslation();
  return (
    <ReasonButton
      label={t('decision.withdraw')}
      words={{ reason: t('decision.reason'), rule: t('decision.reasonRule') }}
      refresh={decisionsKey}
      onSave={(reason) => call(decisionApi.withdraw, { params: { id: decision.id }, body: { reason } })}
    />
  );
}
