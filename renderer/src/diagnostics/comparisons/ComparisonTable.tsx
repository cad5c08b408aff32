import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ComparedIndicator, Comparison } from '../../../../server/diagnostics/comparisons/comparison.schema.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { useFormat } from '../../platform/use-format.ts';
import { IndicatorLink } from '../IndicatorLink.tsx';
import { IndicatorTitle } from '../IndicatorTitle.tsx';
import { Worded } from '../wordings/Worded.tsx';
import { OutcomeMark } from './OutcomeMark.tsx';

const order = { worse: 0, better: 1, changed: 2, 'no-clear-change': 3, 'not-comparable': 4 } as const;

interface ComparisonTableProps {
  caption: string;
  rows: readonly ComparedIndicator[];
  comparison: Comparison;
}

/** Each number leads to its row in the diagnosis of its own recording. */
export function ComparisonTable({ caption, rows, comparison }: ComparisonTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const side = (row: ComparedIndicator, which: 'before' | 'after') => {
    const one = row[which];
    if (one === null) return '–';
    return (
      <IndicatorLink recordingId={comparison[which].recordingId} indicator={row.indicator}>
        {format.measured(one.median, one.uncertainty, row.unit)}
      </IndicatorLink>
    );
  };
  const columns: Column<ComparedIndicator>[] = [
    { key: 'outcome', header: t('comparison.outcome'), width: 170, cell: (row) => <OutcomeMark outcome={row.outcome} /> },
    {
      key: 'name',
      header: t('limits.indicator'),
      width: '26%',
      cell: (row) => <IndicatorTitle name={row.name} component={row.component} />,
    },
    { key: 'before', header: t('comparison.before'), isShort: true, cell: (row) => side(row, 'before') },
    { key: 'after', header: t('comparison.after'), isShort: true, cell: (row) => side(row, 'after') },
    {
      key: 'because',
      header: t('comparison.because'),
      cell: (row) => (
        <Text size="sm">
          <Worded text={row.because} />
        </Text>
      ),
    },
  ];
  const sorted = [...rows].sort((a, b) => order[a.outcome] - order[b.outcome]);
  return <DataTable caption={caption} columns={columns} rows={sorted} rowKey={(row) => row.indicator} />;
}
