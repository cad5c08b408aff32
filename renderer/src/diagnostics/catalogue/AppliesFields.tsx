import { Autocomplete, Checkbox, Fieldset, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { nameplateKeys } from '../../systems/nameplate.ts';
import { useComponentWord } from '../words.ts';
import type { EntryValues } from './entry-values.ts';

/** In which designs a fault can occur: what the nameplate of a component has to say, or must not. */
export function AppliesFields({ form }: { form: UseFormReturnType<EntryValues> }) {
  const { t } = useTranslation();
  const componentWord = useComponentWord();
  const field = form.getInputProps;
  const kind = form.values.appliesKind;
  const keys = kind === null ? [] : (nameplateKeys[kind as keyof typeof nameplateKeys] ?? []);
  return (
    <Fieldset legend={t('catalogue.applies')} p="xs">
      <Stack gap="xs">
        <SimpleGrid cols={2} spacing="sm">
          <Select
            label={t('catalogue.appliesKind')}
            data={Object.keys(nameplateKeys).map((value) => ({ value, label: componentWord(value) }))}
            placeholder={t('catalogue.everywhere')}
            clearable
            clearButtonProps={{ 'aria-label': t('catalogue.everywhere') }}
            {...field('appliesKind')}
          />
          {kind !== null && (
            <Autocomplete label={t('catalogue.appliesKey')} data={[...keys]} required maxLength={60} {...field('appliesKey')} />
          )}
        </SimpleGrid>
        {kind !== null && (
          <>
            <SimpleGrid cols={2} spacing="sm">
              <TextInput label={t('catalogue.appliesWords')} description={t('catalogue.byComma')} {...field('appliesWords')} />
              <TextInput label={t('catalogue.appliesNotWords')} description={t('catalogue.byComma')} {...field('appliesNotWords')} />
            </SimpleGrid>
            <Checkbox label={t('catalogue.appliesUnknown')} {...form.getInputProps('appliesUnknown', { type: 'checkbox' })} />
          </>
        )}
      </Stack>
    </Fieldset>
  );
}
