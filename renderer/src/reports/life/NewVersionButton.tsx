import { IconFileStack } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../../../server/platform/jobs/job.schema.ts';
import type { Report } from '../../../../server/reports/report.schema.ts';
import { versionApi } from '../../../../server/reports/versions/version-api.schema.ts';
import { JobButton } from '../../components/JobButton.tsx';
import { call } from '../../platform/api.ts';
import { useMay } from '../../platform/session.ts';
import { useStartedJob } from '../../platform/use-started-job.ts';
import { reportsKey } from '../report.queries.ts';

/** Makes the next version from the same sources and goes to it. */
export function NewVersionButton({ report }: { report: Report }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const mayWrite = useMay('reports:write');
  const onDone = useCallback(
    (job: Job) => {
      void client.invalidateQueries({ queryKey: reportsKey });
      void navigate({ to: '/reports/$reportId', params: { reportId: String(job.result?.reportId) } });
    },
    [client, navigate],
  );
  const work = useStartedJob({ start: () => call(versionApi.start, { params: { id: report.id } }), onDone });
  if (!mayWrite) return null;
  return <JobButton work={work} variant="default" label={t('life.newVersion')} icon={<IconFileStack size={16} aria-hidden />} />;
}
