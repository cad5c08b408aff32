import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../platform/use-format.ts';
import { useSystemDiagnosis } from './diagnosis.queries.ts';
import { ResultWords, Worded } from './wordings/Worded.tsx';

/** The verdict's sentence and when it was reached. */
export function SystemVerdict({ systemId }: { systemId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const diagnosis = useSystemDiagnosis(systemId).data;
  if (!diagnosis) return null;
  return (
    <>
      <Text size="sm">
        <ResultWords phrases={diagnosis.result.phrases}>
          <Worded text={diagnosis.result.verdict.sentence} />
        </ResultWords>
      </Text>
      <Text size="xs" c="dimmed">
        {t('diagnosis.madeAt', { at: format.instant(diagnosis.createdAt) })}
      </Text>
    </>
  );
}
