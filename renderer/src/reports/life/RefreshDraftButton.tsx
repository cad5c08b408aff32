import { notifications } from '@mantine/notifications';
import { IconRefresh } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../../../server/platform/jobs/job.schema.ts';
import type { Report } from '../../../../server/reports/report.schema.ts';
import { versionApi } from '../../../../server/reports/versions/version-api.schema.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { JobButton } from '../../components/JobButton.tsx';
import { call } from '../../platform/api.ts';
import { useStartedJob } from '../../platform/use-started-job.ts';
import { reportsKey } from '../report.queries.ts';

/** Asks first, freezes the draft anew, and says in how much it differs; the history names in what. */
export function RefreshDraftButton({ report }: { report: Report }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const onDone = useCallback(
    (job: Job) => {
      void client.invalidateQueries({ queryKey: reportsKey });
      const message = t('life.refrozen', { count: Number(job.result?.changes ?? 0) });
      notifications.show({ message, closeButtonProps: { 'aria-label': t('common.close') } });
    },
    [client, t],
  );
  const work = useStartedJob({ start: () => call(versionApi.refresh, { params: { id: report.id } }), onDone });
  return (
    <>
      <JobButton
        work={{ ...work, start: () => setAsking(true) }}
        variant="default"
        label={t('life.refresh')}
        icon={<IconRefresh size={16} aria-hidden />}
      />
      {isAsking && (
        <ConfirmDialog title={t('life.refresh')} confirm={t('life.refresh')} onClose={() => setAsking(false)} onConfirm={work.start}>
          {t('life.refreshWarning')}
        </ConfirmDialog>
      )}
    </>
  );
}
