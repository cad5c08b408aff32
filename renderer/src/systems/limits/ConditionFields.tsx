import { Fieldset, Group, MultiSelect, Stack, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { SystemDetail } from '../../../../server/systems/system.schema.ts';
import { DecimalInput } from '../DecimalInput.tsx';
import { type LimitFormValues, regimeWords } from './use-limit-form.ts';
import { WindowFields } from './WindowFields.tsx';
import { measuredSignals } from './window-values.ts';

interface ConditionFieldsProps {
  form: UseFormReturnType<LimitFormValues>;
  detail: SystemDetail;
}

/** When a limit is watched: regimes, windows of signals, and how long both must have held. */
export function ConditionFields({ form, detail }: ConditionFieldsProps) {
  const { t } = useTranslation();
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
        <WindowFields
          windows={form.values.windows}
          choices={measuredSignals(detail)}
          onChange={(windows) => form.setFieldValue('windows', windows)}
          errorAt={(place) => form.errors[`windows.${place}`]}
        />
        <Group justify="flex-end">
          <DecimalInput label={t('limits.held')} min={0} w={260} {...form.getInputProps('heldSeconds')} />
        </Group>
      </Stack>
    </Fieldset>
  );
}
