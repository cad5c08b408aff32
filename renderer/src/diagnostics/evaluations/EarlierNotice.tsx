import { Alert, Group, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Diagnosis } from '../../../../server/diagnostics/diagnosis.schema.ts';
import { TextLink } from '../../components/TextLink.tsx';
import { useFormat } from '../../platform/use-format.ts';

/** Nobody shall take an earlier result for the newest one. */
export function EarlierNotice({ diagnosis }: { diagnosis: Diagnosis }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { recordingId, createdAt } = diagnosis;
  return (
    <Alert variant="outline" color="gray" icon={<IconHistory aria-hidden />}>
      <Group gap="md">
        <Text size="sm">{t('evaluation.earlier', { at: format.instant(createdAt) })}</Text>
        <TextLink size="sm" to="/recordings/$recordingId" params={{ recordingId }} search={{ tab: 'diagnosis' }}>
          {t('evaluation.toNewest')}
        </TextLink>
      </Group>
    </Alert>
  );
}
