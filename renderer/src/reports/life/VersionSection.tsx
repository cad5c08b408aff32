import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../../../server/reports/report.schema.ts';
import type { VersionChange, VersionStep } from '../../../../server/reports/versions/version.schema.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { TextLink } from '../../components/TextLink.tsx';
import { useFormat } from '../../platform/use-format.ts';
import { ReportStatusMark } from './ReportStatusMark.tsx';
import { useReportChanges } from './report-life.queries.ts';

/** All versions of the number, and what differs from one to the next. */
export function VersionSection({ report, versions }: { report: Report; versions: readonly Report[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const steps = useReportChanges(report.id).data?.steps ?? [];
  const columns: Column<Report>[] = [
    {
      key: 'version',
      isShort: true,
      header: t('life.version'),
      cell: (one) => (
        <TextLink to="/reports/$reportId" params={{ reportId: one.id }} aria-current={one.id === report.id ? 'page' : undefined}>
          v{one.version}
        </TextLink>
      ),
    },
    { key: 'status', header: t('reports.status'), cell: (one) => <ReportStatusMark status={one.status} /> },
    { key: 'at', isShort: true, header: t('life.since'), cell: (one) => format.instant(one.statusAt) },
    { key: 'by', header: t('life.by'), cell: (one) => one.statusBy },
  ];
  return (
    <Stack gap="sm">
      <DataTable caption={t('life.versions')} columns={columns} rows={versions} rowKey={(one) => one.id} />
      {[...steps].reverse().map((step) => (
        <StepView key={step.to} step={step} />
      ))}
    </Stack>
  );
}

function StepView({ step }: { step: VersionStep }) {
  const { t } = useTranslation();
  const { from, to, isComparable, changes, more } = step;
  const title = t('life.changesFrom', { from: from.version, to });
  const columns: Column<VersionChange>[] = [
    { key: 'kind', isShort: true, header: t('life.kind'), cell: ({ kind }) => t(`life.kind.${kind}`) },
    { key: 'what', header: t('life.what'), cell: ({ what }) => what },
    { key: 'before', header: `v${from.version}`, cell: ({ before }) => before ?? '–' },
    { key: 'after', header: `v${to}`, cell: ({ after }) => after ?? '–' },
  ];
  return (
    <section aria-label={title}>
      <Text size="sm" fw={600} mb={4}>
        {title}
      </Text>
      {!isComparable && <Text size="sm">{t('life.notComparable')}</Text>}
      {isComparable && changes.length === 0 && <Text size="sm">{t('life.noChanges')}</Text>}
      {changes.length > 0 && <DataTable caption={title} columns={columns} rows={changes} rowKey={(change) => JSON.stringify(change)} />}
      {more > 0 && <Text size="sm">{t('life.moreChanges', { count: more })}</Text>}
    </section>
  );
}
