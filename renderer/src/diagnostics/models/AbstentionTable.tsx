import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LearnedModel } from '../../../../server/diagnostics/models/model.schema.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { useFormat } from '../../platform/use-format.ts';

type Open = NonNullable<LearnedModel['byRuns']['open']>[number];

/** Of which true class how many held-out cycles are left open, and why. */
export function AbstentionTable({ open }: { open: readonly Open[] | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (open === undefined) return <Text size="sm">{t('models.notRecorded')}</Text>;
  const columns: Column<Open>[] = [
    { key: 'class', header: t('models.class'), cell: (row) => row.class },
    { key: 'cycles', header: t('models.cycles'), isNumber: true, cell: ({ cycles }) => format.integer(cycles) },
    { key: 'outside', header: t('models.outside'), isNumber: true, cell: ({ outside }) => format.integer(outside) },
    { key: 'unsure', header: t('models.unsure'), isNumber: true, cell: ({ unsure }) => format.integer(unsure) },
  ];
  return <DataTable caption={t('models.abstention')} columns={columns} rows={open} rowKey={(row) => row.class} />;
}
