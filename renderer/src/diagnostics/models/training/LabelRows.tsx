import { ActionIcon, Button, Fieldset, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { recordingApi } from '../../../../../server/measurements/recording.schema.ts';
import { call } from '../../../platform/api.ts';
import type { LabelledRun } from './label-text.ts';
import type { Training } from './use-training.ts';

/** One line per run of neighbouring cycles. */
export function LabelRows({ systemId, training }: { systemId: string; training: Training }) {
  const { t } = useTranslation();
  const recordings = useQuery({
    queryKey: ['recordings', 'of-system', systemId],
    queryFn: ({ signal }) => call(recordingApi.list, { querystring: { systemId, limit: 200 } }, signal),
  });
  const choices = (recordings.data?.items ?? []).map(({ id, name, cycleCount }) => ({
    value: id,
    label: cycleCount === null ? name : `${name} (0 … ${cycleCount - 1})`,
  }));
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        {t('train.labels')}
      </Text>
      <Text size="xs" c="dimmed">
        {t('train.labelsHint')}
      </Text>
      {training.runs.map((run, index) => (
        <RunLine key={run.key} run={run} number={index + 1} choices={choices} training={training} />
      ))}
      <Group>
        <Button size="xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={training.addRun}>
          {t('train.addRun')}
        </Button>
      </Group>
    </Stack>
  );
}

interface RunLineProps {
  run: LabelledRun;
  number: number;
  choices: { value: string; label: string }[];
  training: Training;
}

function RunLine({ run, number, choices, training }: RunLineProps) {
  const { t } = useTranslation();
  const change = (part: Partial<LabelledRun>) => training.changeRun(run.key, part);
  return (
    <Fieldset variant="unstyled" aria-label={t('train.run', { number })}>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <Select
          size="xs"
          label={t('train.recording')}
          data={choices}
          value={run.recordingId === '' ? null : run.recordingId}
          onChange={(recordingId) => change({ recordingId: recordingId ?? '' })}
          searchable
          flex={2}
        />
        <NumberInput
          size="xs"
          label={t('train.from')}
          min={0}
          allowDecimal={false}
          hideControls
          value={run.from}
          onChange={(from) => change({ from })}
          w={110}
        />
        <NumberInput
          size="xs"
          label={t('train.to')}
          min={0}
          allowDecimal={false}
          hideControls
          value={run.to}
          onChange={(to) => change({ to })}
          w={110}
        />
        <TextInput
          size="xs"
          label={t('train.class')}
          value={run.class}
          onChange={(event) => change({ class: event.currentTarget.value })}
          flex={1}
        />
        <ActionIcon
          variant="default"
          size={30}
          disabled={training.runs.length === 1}
          onClick={() => training.removeRun(run.key)}
          aria-label={t('train.removeRun', { number })}
        >
          <IconX size={14} aria-hidden />
        </ActionIcon>
      </Group>
    </Fieldset>
  );
}
