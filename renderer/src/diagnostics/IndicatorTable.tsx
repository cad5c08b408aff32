import { useTranslation } from 'react-i18next';
import type { DiagnosisResult, Indicator } from '../../../server/diagnostics/diagnosis.schema.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { StateMark } from '../components/StateMark.tsx';
import { IndicatorLimit } from './IndicatorLimit.tsx';
import { IndicatorName } from './IndicatorName.tsx';
import { IndicatorValue } from './IndicatorValue.tsx';

const order = { alarm: 0, warning: 1, normal: 2, 'no-limit': 3, 'not-evaluated': 4, 'not-computable': 5 } as const;

/** Every indicator with its value, uncertainty, limit and source; what could not be computed says why and what would help. */
export function IndicatorTable({ result, recordingId }: { result: DiagnosisResult; recordingId: string }) {
  const { t } = useTranslation();
  const segment = (id: string | null) => result.segments.find((one) => one.id === id)?.label ?? '';
  const columns: Column<Indicator>[] = [
    { key: 'state', header: t('indicators.state'), width: 150, cell: (indicator) => <StateMark state={indicator.state} /> },
    {
      key: 'name',
      header: t('limits.indicator'),
      width: '30%',
      cell: (indicator) => <IndicatorName indicator={indicator} segment={segment(indicator.segment)} />,
    },
    {
      key: 'value',
      header: t('indicators.value'),
      width: '28%',
      cell: (indicator) => <IndicatorValue indicator={indicator} recordingId={recordingId} />,
    },
    { key: 'limit', header: t('indicators.limit'), cell: (indicator) => <IndicatorLimit indicator={indicator} /> },
  ];
  const rows = [...result.indicators].sort((a, b) => order[a.state] - order[b.state]);
  return (
    <DataTable
      caption={t('diagnosis.indicators')}
      columns={columns}
      rows={rows}
      rowKey={(indicator) => `${indicator.id} ${indicator.component} ${indicator.segment}`}
    />
  );
}
