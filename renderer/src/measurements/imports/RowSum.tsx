import { Group, Text } from '@mantine/core';
import { IconAlertOctagonFilled, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../../../server/measurements/import-report.schema.ts';
import { useFormat } from '../../platform/use-format.ts';
import { rowSumOf } from './row-sum.ts';

/** Lines read = accepted + rejected + header, units and empty lines, added up before the reader's eyes. */
export function RowSum({ report }: { report: ImportReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sum = rowSumOf(report);
  if (sum === null) return null;
  const text = t('rowSum.sum', {
    lines: format.integer(sum.lines),
    accepted: format.integer(sum.accepted),
    rejected: format.integer(sum.rejected),
    skipped: format.integer(sum.skipped),
  });
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      {sum.isSound ? (
        <IconCheck size={18} color="var(--state-normal)" aria-hidden />
      ) : (
        <IconAlertOctagonFilled size={18} color="var(--state-alarm)" aria-hidden />
      )}
      <Text size="sm" className="tabular">
        {text} <span>{sum.isSound ? t('rowSum.sound') : t('rowSum.unsound')}</span>
      </Text>
    </Group>
  );
}
