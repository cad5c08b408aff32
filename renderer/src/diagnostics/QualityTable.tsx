import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChannelQuality } from '../../../server/diagnostics/diagnosis.schema.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { TextLink } from '../components/TextLink.tsx';
import { useFormat } from '../platform/use-format.ts';
import { EvidenceLink } from './EvidenceLink.tsx';
import { InstrumentMark } from './InstrumentMark.tsx';
import { Worded } from './wordings/Worded.tsx';

/** How far each channel can be trusted, in the words of NAMUR NE 107. */
export function QualityTable({ quality, recordingId }: { quality: readonly ChannelQuality[]; recordingId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: Column<ChannelQuality>[] = [
    { key: 'status', header: t('quality.status'), width: 200, cell: ({ status }) => <InstrumentMark status={status} /> },
    { key: 'channel', header: t('limits.channel'), cell: ({ channel }) => channel },
    { key: 'signal', header: t('channels.signal'), cell: ({ signal }) => (signal ? t(`signal.${signal}`) : '–') },
    {
      key: 'valid',
      header: t('quality.valid'),
      isNumber: true,
      cell: ({ channel, validShare }) => (
        <ChannelLink channel={channel} recordingId={recordingId}>
          {format.percent(validShare)}
        </ChannelLink>
      ),
    },
    { key: 'notes', header: t('quality.notes'), cell: (channel) => <Notes quality={channel} recordingId={recordingId} /> },
  ];
  const worstFirst = [...quality].sort((a, b) => Number(a.status === 'good') - Number(b.status === 'good'));
  return <DataTable caption={t('diagnosis.quality')} columns={columns} rows={worstFirst} rowKey={({ channel }) => channel} />;
}

/** The share of valid samples is read from the whole of the channel. */
function ChannelLink({ channel, recordingId, children }: { channel: string; recordingId: string; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <TextLink
      to="/recordings/$recordingId"
      params={{ recordingId }}
      search={{ tab: 'plot', channel }}
      title={t('quality.openChannel', { channel })}
      style={{ display: 'inline-block', minHeight: 24, minWidth: 24 }}
    >
      {children}
    </TextLink>
  );
}

function Notes({ quality, recordingId }: { quality: ChannelQuality; recordingId: string }) {
  return (
    <Stack gap={2}>
      {quality.notes.map((note) => (
        <Text key={`${note.code} ${note.text}`} size="sm">
          {note.range ? (
            <EvidenceLink recordingId={recordingId} range={note.range}>
              <Worded text={note.text} />
            </EvidenceLink>
          ) : (
            <Worded text={note.text} />
          )}
        </Text>
      ))}
    </Stack>
  );
}
