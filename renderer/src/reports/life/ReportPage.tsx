import { Stack, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../../../server/reports/report.schema.ts';
import { FactList } from '../../components/FactList.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { TextLink } from '../../components/TextLink.tsx';
import { isActive, useJob } from '../../platform/jobs.ts';
import { useFormat } from '../../platform/use-format.ts';
import { ReportDownloads } from '../ReportDownloads.tsx';
import { reportsKey } from '../report.queries.ts';
import { ConditionNotice } from './ConditionNotice.tsx';
import { EventTable } from './EventTable.tsx';
import { NextStep } from './NextStep.tsx';
import { ReportStatusMark } from './ReportStatusMark.tsx';
import { useReport, useReportVersions } from './report-life.queries.ts';
import { SignatureTable } from './SignatureTable.tsx';
import { nameOf } from './SignButton.tsx';
import { VersionSection } from './VersionSection.tsx';

/** One version of a report: how it stands, what happens next, who signed, its files, versions and history. */
export function ReportPage({ reportId }: { reportId: string }) {
  const report = useReport(reportId);
  return <Loaded query={report}>{(data) => <ReportView key={data.id} report={data} />}</Loaded>;
}

function ReportView({ report }: { report: Report }) {
  const { t } = useTranslation();
  const versions = useReportVersions(report.id).data?.items ?? [report];
  const issue = useIssuing();
  return (
    <>
      <PageHeader
        title={t('life.report', { name: nameOf(report) })}
        state={report.title}
        marks={<ReportStatusMark status={report.status} />}
        actions={<TextLink to="/reports">{t('page.reports')}</TextLink>}
      />
      <Stack gap="md">
        <ConditionNotice reportId={report.id} />
        {issue.problem && <ProblemAlert problem={issue.problem} />}
        <NextStep report={report} isNewest={versions[0]?.id === report.id} isIssuing={issue.isBusy} onIssue={issue.follow} />
        <ReportFacts report={report} />
        <Part title={t('life.files')}>
          <ReportDownloads report={report} />
        </Part>
        <Part title={t('life.signatures')}>
          <SignatureTable report={report} />
        </Part>
        <Part title={t('life.versions')}>
          <VersionSection report={report} versions={versions} />
        </Part>
        <Part title={t('life.history')}>
          <EventTable reportId={report.id} />
        </Part>
      </Stack>
    </>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Stack gap={6} component="section" aria-label={title}>
      <Title order={2} size="h4">
        {title}
      </Title>
      {children}
    </Stack>
  );
}

function ReportFacts({ report }: { report: Report }) {
  const { t } = useTranslation();
  const format = useFormat();
  const recording = (
    <TextLink to="/recordings/$recordingId" params={{ recordingId: report.recordingId }} search={{ tab: 'diagnosis' }}>
      {t('reports.openDiagnosis')}
    </TextLink>
  );
  return (
    <FactList
      facts={[
        [t('reports.madeAt'), `${format.instant(report.createdAt)}, ${report.createdBy}`],
        [t('life.revision'), report.revision],
        [t('measurements.recording'), recording],
        [t('life.content'), report.contentSha256 === null ? '–' : `${report.contentSha256.slice(0, 16)}…`],
      ]}
    />
  );
}

/** Follows the job that issues the report; what is shown is read again when it has ended, however it ended. */
function useIssuing() {
  const client = useQueryClient();
  const [jobId, follow] = useState<string | null>(null);
  const job = useJob(jobId).data;
  const hasEnded = job !== undefined && !isActive(job);
  useEffect(() => {
    if (hasEnded) void client.invalidateQueries({ queryKey: reportsKey });
  }, [hasEnded, client]);
  return { follow, isBusy: jobId !== null && !hasEnded, problem: job?.state === 'failed' ? job.problem : null };
}
