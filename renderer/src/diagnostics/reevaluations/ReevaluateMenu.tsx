import { Button, Menu, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconHistoryToggle } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type NewReevaluation, reevaluationApi } from '../../../../server/diagnostics/reevaluations/reevaluation.schema.ts';
import { call, problemOf } from '../../platform/api.ts';
import { jobsKey } from '../../platform/jobs.ts';
import { useMay } from '../../platform/session.ts';
import { reevaluationsKey } from './reevaluation.queries.ts';

/** Starts a re-evaluation, or its dry run, and goes where its outcome is shown. */
export function ReevaluateMenu({ scope }: { scope: Omit<NewReevaluation, 'isDryRun'> }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const start = async (isDryRun: boolean) => {
    try {
      const { id } = await call(reevaluationApi.start, { body: { ...scope, isDryRun } });
      await client.invalidateQueries({ queryKey: jobsKey });
      await client.invalidateQueries({ queryKey: reevaluationsKey });
      await navigate({ to: '/reevaluations/$reevaluationId', params: { reevaluationId: id } });
    } catch (error) {
      const { title, detail } = problemOf(error);
      notifications.show({ title, message: detail ?? '', color: 'red' });
    }
  };
  const choices = [
    { isDryRun: true, label: t('reevaluation.dryRun'), hint: t('reevaluation.dryRunHint') },
    { isDryRun: false, label: t('reevaluation.run'), hint: t('reevaluation.runHint') },
  ];
  if (!useMay('diagnoses:reevaluate')) return null;
  return (
    <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconHistoryToggle size={16} aria-hidden />} style={{ flexShrink: 0 }}>
          {t('reevaluation.menu')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(({ isDryRun, label, hint }) => (
          <Menu.Item key={label} onClick={() => void start(isDryRun)}>
            <Text size="sm">{label}</Text>
            <Text size="xs" c="dimmed">
              {hint}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
