import { useTranslation } from 'react-i18next';
import type { ComputedSpectrum, SpectrumPeak } from '../../../../../server/measurements/analyses/analysis.schema.ts';
import { type Column, DataTable } from '../../../components/DataTable.tsx';
import { useFormat } from '../../../platform/use-format.ts';

/** The highest peaks as numbers. */
export function PeakTable({ spectrum }: { spectrum: ComputedSpectrum }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (spectrum.peaks.length === 0) return null;
  const columns: Column<SpectrumPeak>[] = [
    { key: 'frequency', header: t('spectrum.frequencyAxis'), isNumber: true, cell: ({ frequencyHz }) => format.number(frequencyHz) },
    { key: 'order', header: t('spectrum.order'), isNumber: true, cell: ({ order }) => format.number(order) },
    {
      key: 'amplitude',
      header: `${t('spectrum.amplitude')} [${spectrum.unit}]`,
      isNumber: true,
      cell: ({ amplitude }) => format.number(amplitude),
    },
  ];
  return (
    <DataTable caption={t('spectrum.peaks')} columns={columns} rows={spectrum.peaks} rowKey={({ frequencyHz }) => String(frequencyHz)} />
  );
}
