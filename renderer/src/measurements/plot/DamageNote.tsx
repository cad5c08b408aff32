import { Alert, List } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DamagedChannel } from '../../../../server/measurements/recording.schema.ts';

/** Which channels cannot be shown because what is stored of them is damaged; nothing when all is well. */
export function DamageNote({ damaged }: { damaged: readonly DamagedChannel[] | undefined }) {
  const { t } = useTranslation();
  if (!damaged || damaged.length === 0) return null;
  return (
    <Alert
      color="red"
      variant="outline"
      icon={<IconAlertTriangle aria-hidden />}
      title={t('plot.damaged', { names: damaged.map(({ name }) => name).join(', ') })}
      role="alert"
      styles={{ title: { color: 'var(--mantine-color-text)' }, icon: { color: 'var(--mantine-color-error)' } }}
      maw={760}
      mb="xs"
    >
      <List size="sm" style={{ overflowWrap: 'anywhere' }}>
        {damaged.map(({ channel, detail }) => (
          <List.Item key={channel}>{detail}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
