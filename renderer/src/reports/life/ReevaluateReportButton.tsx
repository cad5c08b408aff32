import { Button, Popover } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../../../server/reports/report.schema.ts';
import { versionApi } from '../../../../server/reports/versions/version-api.schema.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { call, problemOf } from '../../platform/api.ts';
import { useMay } from '../../platform/session.ts';

/** What would be different now; leads to the list of differences and changes nothing. */
export function ReevaluateReportButton({ report }: { report: Report }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayReevaluate = useMay('diagnoses:reevaluate');
  const start = useMutation({
    mutationFn: () => call(versionApi.reevaluate, { params: { id: report.id } }),
    onSuccess: ({ runs: [first, second] }) => {
      if (first && !second) void navigate({ to: '/reevaluations/$reevaluationId', params: { reevaluationId: first.id } });
      else void navigate({ to: '/reevaluations' });
    },
  });
  if (!mayReevaluate) return null;
  return (
    <Popover opened={start.isError} position="bottom-start" withArrow>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} aria-hidden />}
          loading={start.isPending}
          onClick={() => start.mutate()}
          title={t('life.reevaluateTitle')}
        >
          {t('life.reevaluate')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={0} maw={480}>
        {start.isError && <ProblemAlert problem={problemOf(start.error)} onRetry={() => start.mutate()} />}
      </Popover.Dropdown>
    </Popover>
  );
}
