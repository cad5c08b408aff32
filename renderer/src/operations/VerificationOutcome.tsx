import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Damage, VerificationResult } from '../../../server/measurements/verifications/verification.schema.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { FactList } from '../components/FactList.tsx';
import { StateMark } from '../components/StateMark.tsx';
import { TextLink } from '../components/TextLink.tsx';
import { useFormat } from '../platform/use-format.ts';

/** What one run has found: nothing, or each damage with recording, channel and time. */
export function VerificationOutcome({ finishedAt, result }: { finishedAt: string | null; result: VerificationResult }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { recordings, files, bytes, damageCount, damages } = result;
  const read = t('verification.readValue', { files, recordings, size: format.bytes(bytes) });
  return (
    <Stack gap="sm">
      <FactList
        facts={[
          [t('verification.lastRun'), format.instant(finishedAt)],
          [t('verification.read'), read],
        ]}
      />
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <StateMark state={damageCount > 0 ? 'alarm' : 'normal'} />
        <Text size="sm">{damageCount > 0 ? t('verification.damaged', { count: damageCount }) : t('verification.sound')}</Text>
      </Group>
      {damageCount > 0 && <DamageTable damages={damages} />}
      {damageCount > damages.length && <Text size="sm">{t('verification.first', { count: damages.length })}</Text>}
    </Stack>
  );
}

function DamageTable({ damages }: { damages: readonly Damage[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: Column<Damage>[] = [
    { key: 'recording', header: t('verification.recording'), cell: (damage) => <DamagedRecording damage={damage} /> },
    { key: 'file', header: t('verification.file'), cell: ({ file, name }) => t(`verificationFile.${file}`, { name }) },
    { key: 'part', header: t('verification.part'), cell: ({ part }) => t(`verificationPart.${part}`) },
    { key: 'channel', header: t('verification.channel'), cell: ({ channel }) => channel ?? t('verification.all') },
    {
      key: 'range',
      header: t('verification.range'),
      isShort: true,
      cell: ({ fromMs, toMs }) =>
        fromMs === null || toMs === null ? t('verification.all') : `${format.duration(fromMs / 1000)} – ${format.duration(toMs / 1000)}`,
    },
  ];
  const key = ({ sha256, recordingId, part, channel, fromMs }: Damage) => [sha256, recordingId, part, channel, fromMs].join(' ');
  return <DataTable caption={t('verification.damages')} columns={columns} rows={damages} rowKey={key} />;
}

function DamagedRecording({ damage: { recordingId, recordingName } }: { damage: Damage }) {
  if (recordingId === null) return '–';
  return (
    <TextLink to="/recordings/$recordingId" params={{ recordingId }}>
      {recordingName}
    </TextLink>
  );
}
