import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../../../server/measurements/import-report.schema.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { InstrumentMark } from '../../diagnostics/InstrumentMark.tsx';
import { useFormat } from '../../platform/use-format.ts';

type ImportedChannel = ImportReport['channels'][number];

/** What came out of the files per channel; blanks and texts where a number should stand are counted, never filled. */
export function ImportedChannelTable({ report }: { report: ImportReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const missing = (channel: ImportedChannel) => format.integer(channel.missingBlank + channel.missingText);
  const interval = ({ interval_s }: ImportedChannel) => (interval_s === null ? '–' : format.duration(interval_s));
  const columns: Column<ImportedChannel>[] = [
    { key: 'name', header: t('importReport.channel'), cell: (channel) => channel.name },
    { key: 'quality', header: t('quality.status'), width: 190, cell: (channel) => <Quality channel={channel} /> },
    { key: 'written', header: t('importReport.unitWritten'), cell: (channel) => channel.unitWritten ?? '–' },
    { key: 'unit', header: t('channels.unit'), cell: (channel) => channel.unit || '–' },
    { key: 'interval', header: t('importReport.interval'), isNumber: true, cell: interval },
    { key: 'valid', header: t('importReport.valid'), isNumber: true, cell: (channel) => format.integer(channel.valid) },
    { key: 'missing', header: t('importReport.missing'), isNumber: true, cell: missing },
    { key: 'min', header: 'min', isNumber: true, cell: (channel) => format.number(channel.min) },
    { key: 'mean', header: t('importReport.mean'), isNumber: true, cell: (channel) => format.number(channel.mean) },
    { key: 'max', header: 'max', isNumber: true, cell: (channel) => format.number(channel.max) },
  ];
  return (
    <DataTable caption={t('channels.title')} columns={columns} rows={report.channels} rowKey={({ column, name }) => `${column} ${name}`} />
  );
}

/** The word of NE 107 and what it rests on. */
function Quality({ channel }: { channel: ImportedChannel }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { quality } = channel;
  if (quality === undefined) return '–';
  const words = quality.reasons.map(({ code, value, count, share }) =>
    t(`importQuality.${code}`, { value: `${format.number(value)} ${channel.unit}`, count: count ?? 0, share: format.percent(share ?? 0) }),
  );
  return (
    <>
      <InstrumentMark status={quality.status} />
      <Text size="xs" c="dimmed">
        {words.join('; ')}
      </Text>
    </>
  );
}
