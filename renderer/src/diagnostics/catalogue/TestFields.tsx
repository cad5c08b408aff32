import { Button, Fieldset, Group, MultiSelect, Stack, Text, Textarea } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllFaults } from './catalogue.queries.ts';
import { type EntryValues, newTest } from './entry-values.ts';
import { useFaultName } from './fault-name.ts';

/** Measurements that tell the fault from others: from which, what to do, and how to read it. */
export function TestFields({ form }: { form: UseFormReturnType<EntryValues> }) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500}>
        {t('catalogue.tests')}
      </Text>
      {form.values.tests.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a test has no name but its place
        <TestField key={index} form={form} index={index} />
      ))}
      <Group>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => form.insertListItem('tests', { ...newTest })}
        >
          {t('catalogue.addTest')}
        </Button>
      </Group>
    </Stack>
  );
}

function TestField({ form, index }: { form: UseFormReturnType<EntryValues>; index: number }) {
  const { t } = useTranslation();
  const nameOf = useFaultName();
  const faults = useAllFaults();
  const test = form.values.tests[index];
  const field = (key: string) => form.getInputProps(`tests.${index}.${key}`);
  if (!test) return null;
  const known = faults
    .filter(({ id }) => id !== form.values.id)
    .map((fault) => ({ value: fault.id, label: `${fault.id} · ${nameOf(fault).text}` }));
  const lost = test.against.filter((id) => !known.some(({ value }) => value === id));
  return (
    <Fieldset legend={t('catalogue.testNumber', { number: index + 1 })} p="xs">
      <Stack gap="xs">
        <MultiSelect
          label={t('catalogue.testAgainst')}
          data={[...known, ...lost.map((value) => ({ value, label: value }))]}
          searchable
          required
          {...field('against')}
        />
        <Textarea label={t('catalogue.testDo')} required autosize minRows={1} {...field('do')} />
        <Textarea label={t('catalogue.testReading')} required autosize minRows={1} {...field('reading')} />
        <Group justify="flex-end">
          <Button variant="default" onClick={() => form.removeListItem('tests', index)}>
            {t('catalogue.removeTest')}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}
