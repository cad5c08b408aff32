import { notifications } from '@mantine/notifications';
import { IconFileText } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../../server/platform/jobs/job.schema.ts';
import { reportApi } from '../../../server/reports/report.schema.ts';
import { JobButton } from '../components/JobButton.tsx';
import { useDiagnosis } from '../diagnostics/diagnosis.queries.ts';
import { call } from '../platform/api.ts';
import { useMay } from '../platform/session.ts';
import { useStartedJob } from '../platform/use-started-job.ts';
import { reportsKey } from './report.queries.ts';

/** Makes a report from the newest diagnosis; offered only when there is one. */
export function MakeReportButton({ recordingId }: { recordingId: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const isDiagnosed = Boolean(useDiagnosis(recordingId).data);
  const onDone = useCallback(
    (job: Job) => {
      void client.invalidateQueries({ queryKey: reportsKey });
      notifications.show({ message: t('reports.ready'), closeButtonProps: { 'aria-label': t('common.close') } });
      void navigate({ to: '/reports/$reportId', params: { reportId: String(job.result?.reportId) } });
    },
    [client, navigate, t],
  );
  const work = useStartedJob({ start: () => call(reportApi.start, { body: { recordingId } }), onDone });
  const mayWrite = useMay('reports:write');
  if (!mayWrite || !isDiagnosed) return null;
  return <JobButton work={work} label={t('reports.make')} icon={<IconFileText size={16} aria-hidden />} />;
}
