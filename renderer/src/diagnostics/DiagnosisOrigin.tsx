import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Diagnosis } from '../../../server/diagnostics/diagnosis.schema.ts';
import { useFormat } from '../platform/use-format.ts';

/** What this diagnosis was made with: the same input and versions give the same bytes. */
export function DiagnosisOrigin({ diagnosis }: { diagnosis: Diagnosis }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { result } = diagnosis;
  return (
    <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
      {t('diagnosis.origin', {
        at: format.instant(diagnosis.createdAt),
        by: diagnosis.createdBy,
        engine: result.engineVersion,
        catalogue: result.catalogueVersion,
      })}{' '}
      <span style={{ fontFamily: 'monospace' }}>{diagnosis.resultSha256}</span>
    </Text>
  );
}
