import { Button, Group } from '@mantine/core';
import { IconDownload, IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Report, reportApi } from '../../../server/reports/report.schema.ts';
import { addressOf } from '../platform/api.ts';
import { useFormat } from '../platform/use-format.ts';
import { ReportEvidenceButton } from './evidence/ReportEvidenceButton.tsx';
import { SaveReportButton } from './SaveReportButton.tsx';

/** The report's files, and all of them signed; the title of each button names file, size and hash, so that a copy can be checked. */
export function ReportDownloads({ report }: { report: Report }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Group gap={6}>
      {report.files.map((file) => (
        <Button
          key={file.format}
          component="a"
          href={addressOf(reportApi.download, { params: { id: report.id, format: file.format }, querystring: {} })}
          download={file.name}
          size="compact-sm"
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          aria-label={t('reports.downloadFile', { format: file.format.toUpperCase(), number: report.number })}
          title={`${file.name} · ${format.bytes(file.bytes)} · SHA-256 ${file.sha256}`}
        >
          {file.format.toUpperCase()}
        </Button>
      ))}
      {(report.status === 'superseded' || report.status === 'withdrawn') && <IssuedFiles report={report} />}
      <Button
        component="a"
        href={addressOf(reportApi.bundle, { params: { id: report.id } })}
        download={`report-${report.number}.zip`}
        size="compact-sm"
        variant="default"
        leftSection={<IconShieldCheck size={14} aria-hidden />}
        aria-label={t('reports.downloadBundle', { number: report.number })}
        title={t('reports.bundleTitle')}
      >
        {t('reports.bundle')}
      </Button>
      <SaveReportButton report={report} />
      <ReportEvidenceButton report={report} />
    </Group>
  );
}

/** The bytes as they were issued, for whoever has to compare them. */
function IssuedFiles({ report }: { report: Report }) {
  const { t } = useTranslation();
  return report.formats.map((format) => (
    <Button
      key={format}
      component="a"
      href={addressOf(reportApi.download, { params: { id: report.id, format }, querystring: { edition: 'issued' } })}
      download
      size="compact-sm"
      variant="subtle"
      color="gray"
      aria-label={t('life.originalFile', { format: format.toUpperCase(), number: report.number })}
    >
      {t('life.original', { format: format.toUpperCase() })}
    </Button>
  ));
}
