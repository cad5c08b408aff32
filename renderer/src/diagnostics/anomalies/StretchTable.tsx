import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AnomalyStretch } from '../../../../server/diagnostics/anomalies/anomaly.schema.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { useFormat } from '../../platform/use-format.ts';
import { EvidenceLink } from '../EvidenceLink.tsx';

interface StretchTableProps {
  recordingId: string;
  stretches: readonly AnomalyStretch[];
}

/** Each flagged stretch leads to its place in the plot, with something before and after it to compare with. */
export function StretchTable({ recordingId, stretches }: StretchTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const tenth = (score: number) => format.number(Math.round(10 * score) / 10);
  const around = ({ fromS, toS }: AnomalyStretch) => {
    const margin = Math.max(10, (toS - fromS) / 4);
    return { fromS: Math.max(0, fromS - margin), toS: toS + margin };
  };
  const opens = (row: AnomalyStretch, text: string, channel = row.channels[0]?.channel ?? '') => (
    <EvidenceLink key={channel} recordingId={recordingId} range={{ channel, ...around(row) }}>
      {text}
    </EvidenceLink>
  );
  const part = (of: AnomalyStretch['channels'][number]) =>
    t(of.direction === 'above' ? 'anomaly.above' : 'anomaly.below', { channel: of.channel, score: tenth(of.score) });
  const columns: Column<AnomalyStretch>[] = [
    {
      key: 'where',
      header: t('anomaly.where'),
      isShort: true,
      cell: (row) => opens(row, t('anomaly.fromTo', { from: format.number(row.fromS), to: format.number(row.toS) })),
    },
    { key: 'duration', header: t('anomaly.duration'), isShort: true, cell: (row) => opens(row, format.duration(row.toS - row.fromS)) },
    { key: 'score', header: t('anomaly.score'), isNumber: true, cell: (row) => opens(row, tenth(row.score)) },
    {
      key: 'channels',
      header: t('anomaly.channels'),
      width: '50%',
      cell: (row) => (
        <Group gap="xs" fz="sm">
          {row.channels.map((one) => opens(row, part(one), one.channel))}
        </Group>
      ),
    },
  ];
  return <DataTable caption={t('anomaly.title')} columns={columns} rows={stretches} rowKey={(row) => String(row.fromRow)} />;
}
