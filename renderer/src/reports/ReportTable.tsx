import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../../server/reports/report.schema.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { TextLink } from '../components/TextLink.tsx';
import { useFormat } from '../platform/use-format.ts';
import { ReportStatusMark } from './life/ReportStatusMark.tsx';
import { nameOf } from './life/SignButton.tsx';
import { ReportDownloads } from './ReportDownloads.tsx';

export function ReportTable({ reports }: { reports: readonly Report[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: Column<Report>[] = [
    {
      key: 'number',
      isShort: true,
      header: t('reports.number'),
      cell: (report) => (
        <TextLink to="/reports/$reportId" params={{ reportId: report.id }}>
          {nameOf(report)}
        </TextLink>
      ),
    },
    { key: 'title', header: t('reports.title'), cell: (report) => <span lang="en">{report.title}</span> },
    {
      key: 'status',
      isShort: true,
      header: t('reports.status'),
      cell: (report) => (
        <Stack gap={4} align="flex-start">
          <ReportStatusMark status={report.status} />
          {report.status === 'draft' && report.inputSha256 !== null && (
            <TextLink to="/reports/$reportId/compose" params={{ reportId: report.id }}>
              {t('composer.open')}
            </TextLink>
          )}
        </Stack>
      ),
    },
    {
      key: 'recording',
      header: t('measurements.recording'),
      cell: (report) => (
        <TextLink to="/recordings/$recordingId" params={{ recordingId: report.recordingId }} search={{ tab: 'diagnosis' }}>
          {t('reports.openDiagnosis')}
        </TextLink>
      ),
    },
    { key: 'at', isShort: true, header: t('reports.madeAt'), cell: (report) => format.instant(report.createdAt) },
    { key: 'files', header: t('reports.download'), cell: (report) => <ReportDownloads report={report} /> },
  ];
  return <DataTable caption={t('page.reports')} columns={columns} rows={reports} rowKey={(report) => report.id} />;
}
