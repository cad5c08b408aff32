import { ActionIcon, Button, Fieldset, Group, MultiSelect, Select, Stack, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SystemDetail } from '../../../../server/systems/system.schema.ts';
import { DecimalInput } from '../DecimalInput.tsx';
import { type LimitFormValues, regimeWords } from './use-limit-form.ts';

interface ConditionFieldsProps {
  form: UseFormReturnType<LimitFormValues>;
  detail: SystemDetail;
}

/** When a limit is watched: regimes, windows of signals, and how long both must have held. */
export function ConditionFields({ form, detail }: ConditionFieldsProps) {
  const { t } = useTranslation();
  const { windows } = form.values;
  const measured = detail.channels.flatMap(({ signal, unit }) => (signal === null ? [] : [{ signal, unit }]));
  const choices = [...new Map(measured.map((one) => [one.signal, one])).values()];
  const unitOf = (signal: string | null) => choices.find((one) => one.signal === signal)?.unit ?? '';
  return (
    <Fieldset legend={t('limits.watched')}>
      <Stack gap="sm">
        <Text size="xs" c="dimmed">
          {t('limits.watchedUse')}
        </Text>
        <MultiSelect
          label={t('limits.regimes')}
          data={regimeWords.map((value) => ({ value, label: t(`limits.regime.${value}`) }))}
          {...form.getInputProps('regimes')}
        />
        {windows.map((window, index) => (
          <Group key={window.key} gap="xs" align="flex-end" wrap="nowrap">
            <Select
              label={t('limits.signal')}
              data={choices.map(({ signal }) => ({ value: signal, label: t(`signal.${signal}`) }))}
              searchable
              flex={1}
              {...form.getInputProps(`windows.${index}.signal`)}
              onChange={(signal) => form.setFieldValue(`windows.${index}`, { ...window, signal, unit: unitOf(signal) })}
            />
            <DecimalInput label={t('limits.from', { unit: window.unit })} w={110} {...form.getInputProps(`windows.${index}.atLeast`)} />
            <DecimalInput label={t('limits.to', { unit: window.unit })} w={110} {...form.getInputProps(`windows.${index}.atMost`)} />
            <ActionIcon
              variant="default"
              size="lg"
              aria-label={t('limits.removeCondition')}
              onClick={() => form.removeListItem('windows', index)}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        <Group justify="space-between" align="flex-end">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            disabled={windows.length >= 6 || choices.length === 0}
            onClick={() => form.insertListItem('windows', { key: crypto.randomUUID(), signal: null, unit: '', atLeast: '', atMost: '' })}
          >
            {t('limits.addCondition')}
          </Button>
          <DecimalInput label={t('limits.held')} min={0} w={260} {...form.getInputProps('heldSeconds')} />
        </Group>
      </Stack>
    </Fieldset>
  );
}
