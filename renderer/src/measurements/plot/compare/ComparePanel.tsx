import { NativeSelect, NumberInput, SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RecordingDetail } from '../../../../../server/measurements/recording.schema.ts';
import { DecimalInput, given } from '../../../systems/DecimalInput.tsx';
import { useRecording, useRecordings } from '../../recording.queries.ts';
import { ChannelSelect } from '../ChannelSelect.tsx';
import { alignments, type CompareChoices, firstCompare } from '../mode-choices.ts';
import { NotComputableNote } from '../NotComputableNote.tsx';
import type { Workspace } from '../use-workspace.ts';
import { useShift } from './use-shift.ts';

/** Lays another recording of the same system over this one. */
export function ComparePanel({ detail, workspace }: { detail: RecordingDetail; workspace: Workspace }) {
  const { t } = useTranslation();
  const { recording } = detail;
  const { compare } = workspace.choices;
  const recordings = useRecordings(recording.systemId).items.filter(({ id }) => id !== recording.id);
  const shift = useShift(detail, useRecording(compare?.recordingId).data, compare);
  const change = (changed: Partial<CompareChoices>) => {
    const next = { ...(compare ?? firstCompare), ...changed };
    workspace.choose({ compare: next.recordingId === '' ? null : next });
  };
  return (
    <Stack gap="xs">
      <NativeSelect
        size="xs"
        label={t('compare.recording')}
        value={compare?.recordingId ?? ''}
        onChange={(event) => change({ recordingId: event.currentTarget.value })}
        data={[{ value: '', label: t('compare.nothing') }, ...recordings.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      {recordings.length === 0 && <Text size="sm">{t('compare.noOther')}</Text>}
      {compare && (
        <>
          <NativeSelect
            size="xs"
            label={t('compare.align')}
            value={compare.align}
            onChange={(event) => change({ align: event.currentTarget.value as CompareChoices['align'] })}
            data={alignments.map((value) => ({ value, label: t(`compare.align.${value}`) }))}
          />
          {compare.align === 'trigger' && <TriggerFields {...{ detail, compare, change }} />}
          {(compare.align === 'trigger' || compare.align === 'cycle') && <CountFields {...{ compare, change }} />}
          {shift && 'because' in shift && <NotComputableNote because={shift.because} />}
          {shift && 'shiftS' in shift && (
            <Text size="xs" c="dimmed">
              {t('compare.shift', { seconds: shift.shiftS })}
            </Text>
          )}
        </>
      )}
    </Stack>
  );
}

interface FieldProps {
  compare: CompareChoices;
  change(changed: Partial<CompareChoices>): void;
}

function TriggerFields({ detail, compare, change }: FieldProps & { detail: RecordingDetail }) {
  const { t } = useTranslation();
  return (
    <>
      <ChannelSelect
        label={t('compare.channel')}
        channels={detail.channels}
        value={compare.channel}
        emptyLabel="–"
        onChange={(channel) => change({ channel })}
      />
      <SimpleGrid cols={2} spacing="xs">
        <DecimalInput
          size="xs"
          label={t('compare.level')}
          value={compare.level ?? ''}
          onChange={(level) => change({ level: given(level) ?? null })}
        />
        <NativeSelect
          size="xs"
          label={t('compare.edge')}
          value={compare.isFalling ? 'falling' : 'rising'}
          onChange={(event) => change({ isFalling: event.currentTarget.value === 'falling' })}
          data={[
            { value: 'rising', label: t('compare.rising') },
            { value: 'falling', label: t('compare.falling') },
          ]}
        />
      </SimpleGrid>
    </>
  );
}

function CountFields({ compare, change }: FieldProps) {
  const { t } = useTranslation();
  const field = (key: 'own' | 'other', label: string) => (
    <NumberInput
      size="xs"
      label={label}
      min={1}
      allowDecimal={false}
      value={compare[key]}
      onChange={(value) => typeof value === 'number' && value >= 1 && change({ [key]: value })}
    />
  );
  return (
    <SimpleGrid cols={2} spacing="xs">
      {field('own', t('compare.ownCount'))}
      {field('other', t('compare.otherCount'))}
    </SimpleGrid>
  );
}
