import { Button, Group, Modal, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { derivedChannelApi } from '../../../../../server/measurements/derived-channels/derived-channel.schema.ts';
import type { RecordingChannel } from '../../../../../server/measurements/recording.schema.ts';
import { JobButton } from '../../../components/JobButton.tsx';
import { call } from '../../../platform/api.ts';
import { useStartedJob } from '../../../platform/use-started-job.ts';
import { DerivedList } from './DerivedList.tsx';
import { useChannelsChanged, useExpressionCheck } from './derived-channel.queries.ts';
import { ExpressionResult } from './ExpressionResult.tsx';

interface DerivedDialogProps {
  recordingId: string;
  channels: readonly RecordingChannel[];
  onClose(): void;
}

/** How long one must pause typing before the expression is checked. */
const checkMs = 250;

/** Computes a channel from others; says while typing what it would give. */
export function DerivedDialog({ recordingId, channels, onClose }: DerivedDialogProps) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [expression, setExpression] = useState('');
  const [unit, setUnit] = useState('');
  const [settled] = useDebouncedValue(expression, checkMs);
  const check = useExpressionCheck(recordingId, settled, unit.trim());
  const changed = useChannelsChanged(recordingId);
  const work = useStartedJob({
    start: () => {
      const body = { name: name.trim(), expression, ...(unit.trim() !== '' && { unit: unit.trim() }) };
      return call(derivedChannelApi.create, { params: { id: recordingId }, body });
    },
    onDone: () => {
      setName('');
      setExpression('');
      void changed();
    },
  });
  const isSound = name.trim() !== '' && settled === expression && check.data?.ok === true;
  return (
    <Modal opened onClose={onClose} title={t('derived.title')} closeButtonProps={{ 'aria-label': t('common.close') }} size="lg">
      <Stack gap="sm">
        <TextInput
          label={t('derived.name')}
          data-autofocus
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Textarea
          label={t('derived.expression')}
          description={t('derived.use')}
          autosize
          minRows={2}
          maxLength={1000}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          value={expression}
          onChange={(event) => setExpression(event.currentTarget.value)}
        />
        <Group grow align="flex-end">
          <NativeSelect
            size="xs"
            label={t('derived.insert')}
            value=""
            onChange={({ currentTarget }) => setExpression(`${expression}${currentTarget.value}`)}
            data={[{ value: '', label: '–' }, ...channels.map((channel) => ({ value: reference(channel), label: channel.name }))]}
          />
          <TextInput
            size="xs"
            label={t('derived.unit')}
            maxLength={20}
            value={unit}
            onChange={(event) => setUnit(event.currentTarget.value)}
          />
        </Group>
        <ExpressionResult expression={settled} check={check.data} />
        <Group justify="flex-end">
          {isSound || work.isBusy || work.problem ? (
            <JobButton work={work} label={t('derived.start')} icon={null} />
          ) : (
            <Button disabled>{t('derived.start')}</Button>
          )}
        </Group>
        <DerivedList recordingId={recordingId} />
      </Stack>
    </Modal>
  );
}

/** How an expression names a channel: in quotes, or by number when its name has a quote itself. */
function reference({ name, index }: RecordingChannel): string {
  return /['\\]/.test(name) ? `ch${index}` : `'${name}'`;
}
