import { Alert, List } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useReportCondition } from './report-life.queries.ts';

/** What the report rests on and is not there any more as it was; nothing while everything is whole. */
export function ConditionNotice({ reportId }: { reportId: string }) {
  const { t } = useTranslation();
  const condition = useReportCondition(reportId).data;
  if (!condition || condition.isWhole) return null;
  return (
    <Alert
      role="alert"
      color="red"
      variant="outline"
      icon={<IconAlertTriangle aria-hidden />}
      title={t('life.notWhole')}
      styles={{ title: { color: 'var(--mantine-color-text)' } }}
    >
      <List size="sm">
        {condition.faults.map(({ what, state, name, id }) => (
          <List.Item key={`${what} ${id}`}>
            {t(`life.fault.${what}`)} “{name}”: {t(`life.faultState.${state}`)}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
