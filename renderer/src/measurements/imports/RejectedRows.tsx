import { List, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportReport, RejectReason } from '../../../../server/measurements/import-report.schema.ts';

/** Rows that were not taken, counted by reason, with the first line numbers; the complete list is a download. */
export function RejectedRows({ report }: { report: ImportReport }) {
  const { t } = useTranslation();
  const reasons = Object.entries(report.rejectedByReason) as [RejectReason, number][];
  if (reasons.length === 0) return null;
  const lines = (reason: RejectReason) =>
    report.rejected
      .filter((row) => row.reason === reason)
      .slice(0, 15)
      .map(({ line, file }) => (file ? `${file}:${line}` : String(line)))
      .join(', ');
  return (
    <section>
      <Title order={2} mb={4}>
        {t('importReport.rejectedLines')}
      </Title>
      <List size="sm">
        {reasons.map(([reason, count]) => (
          <List.Item key={reason}>
            {t('importReport.rejectedReason', { reason: t(`reject.${reason}`), count, lines: lines(reason) })}
          </List.Item>
        ))}
      </List>
    </section>
  );
}
