import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LearnedModel } from '../../../../server/diagnostics/models/model.schema.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { useFormat } from '../../platform/use-format.ts';
import { useShare } from './use-share.ts';

interface ModelTableProps {
  models: readonly LearnedModel[];
  shown: string;
  onShow(id: string): void;
}

/** Every version; the figure is the honest one only. */
export function ModelTable({ models, shown, onShow }: ModelTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const share = useShare();
  const columns: Column<LearnedModel>[] = [
    {
      key: 'target',
      header: t('models.target'),
      cell: ({ target, id }) => (
        <Text size="sm" fw={id === shown ? 600 : 400}>
          {target}
        </Text>
      ),
    },
    {
      key: 'version',
      header: t('models.version'),
      cell: ({ version, isNewest }) => `${version}${isNewest ? '' : ` (${t('models.replaced')})`}`,
    },
    { key: 'accuracy', header: t('models.accuracy'), isNumber: true, cell: ({ byRuns }) => share(byRuns.accuracy) },
    { key: 'answered', header: t('models.answered'), isNumber: true, cell: ({ byRuns }) => share(byRuns.answered) },
    { key: 'by', header: t('evaluation.by'), cell: ({ createdBy }) => createdBy },
    { key: 'at', header: t('models.trained'), isShort: true, cell: ({ createdAt }) => format.instant(createdAt) },
    {
      key: 'show',
      header: '',
      cell: ({ id, target, version }) => (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => onShow(id)}
          aria-pressed={id === shown}
          aria-label={`${t('models.show')}: ${t('models.detail', { target, version })}`}
        >
          {t('models.show')}
        </Button>
      ),
    },
  ];
  return <DataTable caption={t('models.list')} columns={columns} rows={models} rowKey={({ id }) => id} />;
}
