import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReportBatch, ReportBatchItem } from '../../../../server/reports/batches/report-batch.schema.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { TextLink } from '../../components/TextLink.tsx';
import { JobLine } from '../../operations/JobLine.tsx';
import { useJob } from '../../platform/jobs.ts';
import { useFormat } from '../../platform/use-format.ts';
import { useReportBatch, useReportBatchItems } from './report-batch.queries.ts';

/** What became of each system of a batch: its report, or why there is none. */
export function ReportBatchPage({ batchId }: { batchId: string }) {
  const batch = useReportBatch(batchId);
  return <Loaded query={batch}>{(data) => <BatchView batch={data} />}</Loaded>;
}

function BatchView({ batch }: { batch: ReportBatch }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { open, made, failed } = batch.counts;
  const items = useReportBatchItems(batch.id, made + failed);
  const job = useJob(batch.jobId).data;
  const columns: Column<ReportBatchItem>[] = [
    { key: 'system', header: t('batch.system'), cell: (item) => <SystemLink item={item} /> },
    { key: 'state', isShort: true, header: t('batch.state'), cell: ({ state }) => t(`batchState.${state}`) },
    { key: 'report', width: '55%', header: t('batch.report'), cell: (item) => <Outcome item={item} /> },
  ];
  return (
    <>
      <PageHeader
        title={t('batch.heading', { count: open + made + failed })}
        state={[
          t('batch.counts', { made, failed, open }),
          ...(batch.template ? [t('batch.template', batch.template)] : []),
          batch.createdBy,
          format.instant(batch.createdAt),
        ].join(' · ')}
        actions={<TextLink to="/reports">{t('page.reports')}</TextLink>}
      />
      <Stack gap="sm">
        {job && (open > 0 || job.state !== 'done') && <JobLine job={job} />}
        <DataTable caption={t('batch.title')} columns={columns} rows={items.items} rowKey={({ systemId }) => systemId} />
        <MoreButton list={items} />
      </Stack>
    </>
  );
}

function SystemLink({ item: { systemId, systemName } }: { item: ReportBatchItem }) {
  return (
    <TextLink to="/systems/$systemId" params={{ systemId }}>
      {systemName}
    </TextLink>
  );
}

function Outcome({ item: { report, problem, state } }: { item: ReportBatchItem }) {
  const { t } = useTranslation();
  if (problem) return <Text size="sm">{[problem.title, problem.detail].filter(Boolean).join('. ')}</Text>;
  if (!report) return state === 'made' ? t('batch.gone') : '–';
  return (
    <TextLink to="/reports">
      {report.number}: <span lang="en">{report.title}</span>
    </TextLink>
  );
}
