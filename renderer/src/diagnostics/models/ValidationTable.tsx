import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LearnedModel } from '../../../../server/diagnostics/models/model.schema.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { useFormat } from '../../platform/use-format.ts';
import { useShare } from './use-share.ts';

type Validation = LearnedModel['byRuns'];

interface Row {
  readonly name: string;
  readonly of: (validation: Validation) => string;
}

/** What counts, and beside it, struck through, what a random split would have pretended. */
export function ValidationTable({ model: { byRuns, atRandom } }: { model: LearnedModel }) {
  const { t } = useTranslation();
  const format = useFormat();
  const share = useShare();
  const rows: Row[] = [
    { name: t('models.right'), of: ({ accuracy }) => share(accuracy) },
    { name: t('models.balanced'), of: ({ balancedAccuracy }) => share(balancedAccuracy) },
    { name: t('models.answeredShare'), of: ({ answered }) => share(answered) },
    { name: t('models.answeredRight'), of: ({ answeredAccuracy }) => share(answeredAccuracy) },
    { name: t('models.calibrationError'), of: ({ calibrationError }) => format.number(calibrationError) },
  ];
  const columns: Column<Row>[] = [
    { key: 'name', header: t('models.figure'), cell: ({ name }) => name },
    { key: 'runs', header: t('models.byRuns'), isNumber: true, cell: ({ of }) => <b>{of(byRuns)}</b> },
    {
      key: 'random',
      header: t('models.atRandom'),
      isNumber: true,
      cell: ({ of }) => (
        <Text span size="sm" c="dimmed" td="line-through">
          {of(atRandom)}
        </Text>
      ),
    },
  ];
  const { cycles, runs, folds } = byRuns;
  return (
    <Stack gap="xs">
      <DataTable caption={t('models.validation')} columns={columns} rows={rows} rowKey={({ name }) => name} />
      <Text size="xs" c="dimmed">
        {t('models.size')} {t('models.sizeValue', { cycles, runs, folds })}. {t('models.randomWhy')}
      </Text>
    </Stack>
  );
}
