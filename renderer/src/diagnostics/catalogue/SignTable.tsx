import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FaultSymptom } from '../../../../server/diagnostics/catalogue/fault.schema.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { useFormat } from '../../platform/use-format.ts';
import { useIndicators } from '../../systems/limits/limit.queries.ts';
import { Worded } from '../wordings/Worded.tsx';

/** The signs of a fault: what shows each, and how much it counts when it is there and when it is not. */
export function SignTable({ symptoms }: { symptoms: readonly FaultSymptom[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const indicators = useIndicators();
  const nameOf = (id: string) => indicators.find((indicator) => indicator.id === id)?.name ?? id;
  const shown = ({ indicator, direction, range, wouldNeed }: FaultSymptom) => {
    if (indicator === null || direction === null)
      return (
        <Text size="sm" c="dimmed">
          {t('catalogue.wouldNeed')}: <Worded text={wouldNeed ?? ''} />
        </Text>
      );
    const between = range ? ` (${format.number(range[0])} → ${format.number(range[1])})` : '';
    return (
      <Text size="sm">
        {nameOf(indicator)}: {t(`catalogue.direction.${direction}`)}
        {between}
      </Text>
    );
  };
  const columns: Column<FaultSymptom>[] = [
    { key: 'id', header: t('catalogue.id'), isShort: true, cell: ({ id }) => id },
    { key: 'text', header: t('catalogue.sign'), cell: ({ text }) => <Worded text={text} /> },
    { key: 'shown', header: t('catalogue.shownBy'), cell: shown },
    { key: 'weight', header: t('catalogue.present'), isNumber: true, cell: ({ weight }) => `+${format.number(weight)}` },
    {
      key: 'absence',
      header: t('catalogue.absent'),
      isNumber: true,
      cell: ({ absenceWeight }) => (absenceWeight === 0 ? '0' : `−${format.number(absenceWeight)}`),
    },
  ];
  return <DataTable caption={t('catalogue.signs')} columns={columns} rows={symptoms} rowKey={({ id }) => id} />;
}
