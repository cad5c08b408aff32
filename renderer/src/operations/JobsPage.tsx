import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../../server/platform/jobs/job.schema.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Loaded } from '../components/Loaded.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { isActive, useJobs } from '../platform/jobs.ts';
import { useFormat } from '../platform/use-format.ts';
import { JobLine } from './JobLine.tsx';
import { JobResultLink } from './JobResultLink.tsx';

export function JobsPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const jobs = useJobs();
  const columns: Column<Job>[] = [
    { key: 'job', header: t('jobs.job'), width: '36%', cell: (job) => <JobLine job={job} /> },
    { key: 'by', header: t('jobs.by'), cell: (job) => job.createdBy },
    { key: 'at', isShort: true, header: t('jobs.started'), cell: (job) => format.instant(job.startedAt ?? job.createdAt) },
    { key: 'took', header: t('jobs.took'), isNumber: true, cell: (job) => duration(job, format.duration) },
    { key: 'result', width: '26%', header: t('jobs.result'), cell: (job) => <JobOutcome job={job} /> },
  ];
  return (
    <>
      <PageHeader title={t('page.jobs')} state={t('jobs.explanation')} />
      <Loaded query={jobs}>
        {(page) =>
          page.items.length === 0 ? (
            <EmptyState text={t('jobs.empty')} />
          ) : (
            <DataTable caption={t('page.jobs')} columns={columns} rows={page.items} rowKey={(job) => job.id} />
          )
        }
      </Loaded>
    </>
  );
}

function duration(job: Job, words: (seconds: number) => string): string {
  if (!job.startedAt || !job.finishedAt || isActive(job)) return '–';
  return words((Date.parse(job.finishedAt) - Date.parse(job.startedAt)) / 1000);
}

function JobOutcome({ job }: { job: Job }) {
  if (!job.problem) return <JobResultLink job={job} />;
  return (
    <Stack gap={2} maw={420}>
      <Text size="sm" fw={600}>
        {job.problem.title}
      </Text>
      {job.problem.detail && <Text size="xs">{job.problem.detail}</Text>}
      <JobResultLink job={job} />
    </Stack>
  );
}
