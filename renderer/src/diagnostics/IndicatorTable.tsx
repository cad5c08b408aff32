import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DiagnosisResult, Indicator } from '../../../server/diagnostics/diagnosis.schema.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { StateMark } from '../components/StateMark.tsx';
import { IndicatorLimit } from './IndicatorLimit.tsx';
import { IndicatorValue } from './IndicatorValue.tsx';

const order = { alarm: 0, warning: 1, normal: 2, 'no-limit': 3, 'not-computable': 4 } as const;

/** Every indicator with its value, uncertainty, limit and source; what could not be computed says why and what would help. */
export function IndicatorTable({ result, recordingId }: { result: DiagnosisResult; recordingId: string }) {
  const { t } = useTranslation();
  const segmentLabel = (id: string | null) => result.segments.find((segment) => segment.id === id)?.label ?? '';
  const columns: Column<Indicator>[] = [
    { key: 'state', header: t('indicators.state'), width: 150, cell: (indicator) => <StateMark state={indicator.state} /> },
    { key: 'component', header: t('components.component'), cell: (indicator) => <span lang="en">{indicator.component}</span> },
    {
      key: 'name',
      header: t('limits.indicator'),
      cell: (indicator) => (
        <Stack gap={0} lang="en">
          <Text size="sm">{indicator.name}</Text>
          <Text size="xs" c="dimmed">
            {segmentLabel(indicator.segment)}
          </Text>
        </Stack>
      ),
    },
    {
      key: 'value',
      header: t('indicators.value'),
      cell: (indicator) => <IndicatorValue indicator={indicator} recordingId={recordingId} />,
    },
    { key: 'limit', header: t('indicators.limit'), cell: (indicator) => <IndicatorLimit indicator={indicator} /> },
    {
      key: 'formula',
      header: t('indicators.formula'),
      cell: (indicator) => (
        <Stack gap={0} lang="en" maw={260}>
          <Text size="xs" ff="monospace">
            {indicator.formula}
          </Text>
          <Text size="xs" c="dimmed">
            {indicator.reference}
          </Text>
        </Stack>
      ),
    },
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
