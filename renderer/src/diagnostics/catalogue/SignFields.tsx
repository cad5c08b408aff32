import { Button, Fieldset, Group, NativeSelect, Select, Stack, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { DecimalInput } from '../../systems/DecimalInput.tsx';
import { useIndicators } from '../../systems/limits/limit.queries.ts';
import { directions, type EntryValues, newSign } from './entry-values.ts';
import { RangeFields } from './RangeFields.tsx';

/** The signs of a fault: each with the indicator that shows it, or what would have to be measured. */
export function SignFields({ form }: { form: UseFormReturnType<EntryValues> }) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs">
      {form.values.signs.map((_, index) => (
        // The place is what a sign is: it becomes its number.
        // biome-ignore lint/suspicious/noArrayIndexKey: signs are numbered by their place
        <SignField key={index} form={form} index={index} />
      ))}
      <Group>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => form.insertListItem('signs', { ...newSign })}
        >
          {t('catalogue.addSign')}
        </Button>
      </Group>
    </Stack>
  );
}

function SignField({ form, index }: { form: UseFormReturnType<EntryValues>; index: number }) {
  const { t } = useTranslation();
  const indicators = useIndicators();
  const sign = form.values.signs[index];
  const field = (key: string) => form.getInputProps(`signs.${index}.${key}`);
  if (!sign) return null;
  const known = indicators.map(({ id, name }) => ({ value: id, label: name }));
  const own = sign.indicator;
  const data = own !== null && !known.some(({ value }) => value === own) ? [...known, { value: own, label: own }] : known;
  return (
    <Fieldset legend={t('catalogue.signNumber', { number: index + 1 })} p="xs">
      <Stack gap="xs">
        <TextInput label={t('catalogue.sign')} required {...field('text')} />
        <Select
          label={t('catalogue.indicator')}
          data={data}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('catalogue.noIndicator') }}
          placeholder={t('catalogue.noIndicator')}
          {...field('indicator')}
        />
        {sign.indicator === null && <TextInput label={t('catalogue.wouldNeed')} {...field('wouldNeed')} />}
        {sign.indicator !== null && <RangeFields form={form} index={index} unit={indicators.find(({ id }) => id === own)?.unit ?? ''} />}
        <Group gap="sm" align="flex-end" grow>
          {sign.indicator !== null && (
            <NativeSelect
              label={t('catalogue.directionLabel')}
              data={directions.map((value) => ({ value, label: t(`catalogue.direction.${value}`) }))}
              {...field('direction')}
            />
          )}
          <DecimalInput label={t('catalogue.present')} min={0} max={8} {...field('weight')} />
          {sign.indicator !== null && <DecimalInput label={t('catalogue.absent')} min={0} max={8} {...field('absenceWeight')} />}
          <Button variant="default" disabled={form.values.signs.length === 1} onClick={() => form.removeListItem('signs', index)}>
            {t('catalogue.removeSign')}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}
