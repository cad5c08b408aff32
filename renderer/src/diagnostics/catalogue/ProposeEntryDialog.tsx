import { MultiSelect, NativeSelect, SimpleGrid, Text, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { catalogueApi } from '../../../../server/diagnostics/catalogue/entries/entry.schema.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { call } from '../../platform/api.ts';
import { DecimalInput } from '../../systems/DecimalInput.tsx';
import { nameplateKeys } from '../../systems/nameplate.ts';
import { useComponentWord } from '../words.ts';
import { AppliesFields } from './AppliesFields.tsx';
import { catalogueKey } from './catalogue.queries.ts';
import { type EntrySource, entryOf } from './entry-values.ts';
import { atFields } from './field-pointers.ts';
import { SignFields } from './SignFields.tsx';
import { TestFields } from './TestFields.tsx';
import { useEntryForm } from './use-entry-form.ts';

interface ProposeEntryDialogProps {
  /** The fault to start from, with the tests that count for it. */
  from: EntrySource;
  isNew?: boolean;
  onClose(): void;
}

/** The plant's own version of a fault, or a new one: it counts when a second person has approved it. */
export function ProposeEntryDialog({ from, isNew = false, onClose }: ProposeEntryDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const componentWord = useComponentWord();
  const form = useEntryForm(from);
  const field = form.getInputProps;
  const save = async () => {
    await call(catalogueApi.propose, { body: entryOf(form.values, from) }).catch((error: unknown) => {
      throw atFields(error);
    });
    await client.invalidateQueries({ queryKey: catalogueKey });
  };
  return (
    <FormDialog title={t(isNew ? 'catalogue.newFault' : 'catalogue.change')} isOpen form={form} onClose={onClose} onSave={save} size="lg">
      <Text size="sm" c="dimmed">
        {t('catalogue.howItCounts')}
      </Text>
      <SimpleGrid cols={2} spacing="sm">
        <TextInput label={t('catalogue.id')} description={t('catalogue.idRule')} disabled={!isNew} required {...field('id')} />
        <NativeSelect
          label={t('findings.severity')}
          description={t('catalogue.severityRule')}
          data={['1', '2', '3', '4', '5']}
          {...field('severity')}
        />
        <TextInput label={t('catalogue.nameEn')} required {...field('nameEn')} />
        <TextInput label={t('catalogue.nameDe')} {...field('nameDe')} />
        <MultiSelect
          label={t('catalogue.component')}
          data={Object.keys(nameplateKeys).map((value) => ({ value, label: componentWord(value) }))}
          required
          {...field('componentKinds')}
        />
        <DecimalInput label={t('catalogue.prior')} min={-3} max={3} {...field('prior')} />
      </SimpleGrid>
      <Textarea label={t('catalogue.description')} required autosize minRows={2} {...field('description')} />
      <AppliesFields form={form} />
      <SignFields form={form} />
      {(['causes', 'checks', 'actions'] as const).map((key) => (
        <Textarea
          key={key}
          label={t(`findings.${key}`)}
          description={t('catalogue.linePerItem')}
          required
          autosize
          minRows={2}
          {...field(key)}
        />
      ))}
      <Textarea label={t('findings.safety')} description={t('catalogue.linePerItem')} autosize minRows={2} {...field('safety')} />
      <TestFields form={form} />
      <TextInput label={t('limits.source')} description={t('catalogue.sourceUse')} required {...field('source')} />
      <Textarea label={t('limits.reason')} required autosize minRows={2} {...field('reason')} />
    </FormDialog>
  );
}
