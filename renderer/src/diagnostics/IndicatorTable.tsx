import { useTranslation } from 'react-i18next';
import type { DiagnosisResult, Indicator } from '../../../server/diagnostics/diagnosis.schema.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { StateMark } from '../components/StateMark.tsx';
import { IndicatorLimit } from './IndicatorLimit.tsx';
import { indicatorAnchor } from './IndicatorLink.tsx';
import { IndicatorName } from './IndicatorName.tsx';
import { IndicatorValue } from './IndicatorValue.tsx';

interface IndicatorTableProps {
  caption: string;
  indicators: readonly Indicator[];
  result: DiagnosisResult;
  recordingId: string;
}

/** Indicators with their values, uncertainties, limits and sources; what could not be computed says why and what would help. */
export function IndicatorTable({ caption, indicators, result, recordingId }: IndicatorTableProps) {
  const { t } = useTranslation();
  // An indicator may stand here for several places: links from elsewhere lead to the first.
  const anchor = (indicator: Indicator) =>
    indicators.find(({ id }) => id === indicator.id) === indicator ? indicatorAnchor(indicator.id) : undefined;
  const segment = (id: string | null) => result.segments.find((one) => one.id === id)?.label ?? '';
  const columns: Column<Indicator>[] = [
    { key: 'state', header: t('indicators.state'), width: 150, cell: (indicator) => <StateMark state={indicator.state} /> },
    {
      key: 'name',
      header: t('limits.indicator'),
      width: '30%',
      cell: (indicator) => <IndicatorName indicator={indicator} segment={segment(indicator.segment)} id={anchor(indicator)} />,
    },
    {
      key: 'value',
      header: t('indicators.value'),
      width: '28%',
      cell: (indicator) => <IndicatorValue indicator={indicator} recordingId={recordingId} />,
    },
    { key: 'limit', header: t('indicators.limit'), cell: (indicator) => <IndicatorLimit indicator={indicator} /> },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={indicators}
      rowKey={(indicator) => `${indicator.id} ${indicator.component} ${indicator.segment}`}
    />
  );
}
