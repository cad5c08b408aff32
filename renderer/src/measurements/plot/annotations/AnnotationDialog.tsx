import { NativeSelect, SimpleGrid, Switch, TagsInput, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RecordingChannel } from '../../../../../server/measurements/recording.schema.ts';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { DecimalInput } from '../../../systems/DecimalInput.tsx';
import { useAnnotationChanges } from './annotation.queries.ts';
import { type AnnotationDraft, bodyOf, useAnnotationForm } from './annotation-form.ts';

interface AnnotationDialogProps {
  recordingId: string;
  channels: readonly RecordingChannel[];
  draft: AnnotationDraft;
  onClose(): void;
}

/** Makes or changes one annotation. What somebody else changed in the meantime is told; what was typed here stays. */
export function AnnotationDialog({ recordingId, channels, draft, onClose }: AnnotationDialogProps) {
  const { t } = useTranslation();
  const { create, update } = useAnnotationChanges(recordingId);
  const form = useAnnotationForm(draft);
  const save = (fields: typeof form.values) => {
    const body = bodyOf(fields);
    if ('range' in draft) return create.mutateAsync(body);
    const { id, version } = draft.annotation;
    return update.mutateAsync({ id, body: { ...body, version } });
  };
  const title = 'range' in draft ? t('annotations.add') : t('annotations.edit');
  return (
    <FormDialog title={title} isOpen form={form} onClose={onClose} onSave={save}>
      <Textarea
        label={t('annotations.text')}
        required
        autosize
        minRows={2}
        maxLength={2000}
        data-autofocus
        {...form.getInputProps('text')}
      />
      <SimpleGrid cols={2} spacing="sm">
        <DecimalInput label={t('annotations.from')} required min={0} {...form.getInputProps('from')} />
        <DecimalInput label={t('annotations.to')} description={t('annotations.toUse')} min={0} {...form.getInputProps('to')} />
      </SimpleGrid>
      <NativeSelect
        label={t('annotations.channel')}
        data={[
          { value: '', label: t('annotations.allChannels') },
          ...channels.map(({ index, name }) => ({ value: String(index), label: name })),
        ]}
        {...form.getInputProps('channel')}
      />
      <TagsInput label={t('annotations.tags')} description={t('annotations.tagsUse')} maxTags={12} {...form.getInputProps('tags')} />
      <Switch label={t('annotations.inReport')} {...form.getInputProps('inReport', { type: 'checkbox' })} />
    </FormDialog>
  );
}
