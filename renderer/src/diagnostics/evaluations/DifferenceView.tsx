import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Differences } from '../../../../server/diagnostics/evaluations/evaluation.schema.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { CauseList } from './CauseList.tsx';
import { type DifferenceRow, useDifferenceRows } from './use-difference-rows.tsx';

/** In what two evaluations of one recording differ, and why. */
export function DifferenceView({ differences, name }: { differences: Differences; name: string }) {
  const { t } = useTranslation();
  const rows = useDifferenceRows(differences);
  const columns: Column<DifferenceRow>[] = [
    { key: 'part', header: t('difference.part'), width: '24%', cell: ({ part }) => part },
    { key: 'kind', header: t('difference.kind'), width: 150, cell: ({ kind }) => kind },
    { key: 'before', header: t('difference.before'), width: '32%', cell: ({ before }) => before },
    { key: 'after', header: t('difference.after'), cell: ({ after }) => after },
  ];
  if (differences.isIdentical) return <Text size="sm">{t('difference.none')}</Text>;
  return (
    <Stack gap="sm">
      <CauseList causes={differences.causes} />
      {rows.length > 0 && (
        <DataTable caption={`${t('difference.table')}: ${name}`} columns={columns} rows={rows} rowKey={({ key }) => key} />
      )}
      {differences.elsewhere.length > 0 && <Text size="sm">{t('difference.elsewhere', { parts: differences.elsewhere.join('; ') })}</Text>}
    </Stack>
  );
}
