import { ActionIcon, Group, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { IconDownload, IconPencil, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type LoggerTemplate, type TemplateAnswers, templateApi } from '../../../../server/measurements/templates/template.schema.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { addressOf, call } from '../../platform/api.ts';
import { templatesKey } from './template.queries.ts';
import { isTemplateName } from './template-name.ts';

interface TemplateActionsProps {
  template: LoggerTemplate;
  mayWrite: boolean;
}

export function TemplateActions({ template, mayWrite }: TemplateActionsProps) {
  const { t } = useTranslation();
  const { id, name } = template;
  const [isEditing, editing] = useDisclosure(false);
  const [isRemoving, removing] = useDisclosure(false);
  const button = { variant: 'subtle', color: 'gray', c: 'var(--mantine-color-text)' } as const;
  return (
    <Group gap={2} wrap="nowrap" justify="flex-end">
      <ActionIcon
        {...button}
        component="a"
        href={addressOf(templateApi.exportFile, { params: { id } })}
        download={`${name}.logger-template.json`}
        aria-label={t('templates.export', { name })}
      >
        <IconDownload size={16} aria-hidden />
      </ActionIcon>
      {mayWrite && (
        <>
          <ActionIcon {...button} onClick={editing.open} aria-label={t('templates.edit', { name })}>
            <IconPencil size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon {...button} onClick={removing.open} aria-label={t('templates.remove', { name })}>
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
          {isEditing && <EditDialog template={template} onClose={editing.close} />}
          {isRemoving && <RemoveDialog template={template} onClose={removing.close} />}
        </>
      )}
    </Group>
  );
}

interface DialogProps {
  template: LoggerTemplate;
  onClose(): void;
}

/** Its name, and the answers as they stand in the template file; the server checks them. Only other answers or a note make a new version. */
function EditDialog({ template, onClose }: DialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const form = useForm({
    initialValues: { name: template.name, answers: JSON.stringify(template.answers, null, 2), note: '' },
    validate: {
      name: (name) => (isTemplateName(name) ? null : t('templates.nameRule')),
      answers: (text) => (answersOf(text) === null ? t('templates.answersRule') : null),
    },
  });
  const save = async ({ name, answers, note }: typeof form.values) => {
    const params = { id: template.id };
    const said = answersOf(answers) ?? {};
    // The name first: when it is taken, nothing has been changed yet.
    if (name.trim() !== template.name) await call(templateApi.rename, { params, body: { name: name.trim() } });
    if (note.trim() !== '' || JSON.stringify(said) !== JSON.stringify(template.answers))
      await call(templateApi.createVersion, { params, body: { answers: said, ...(note.trim() && { note: note.trim() }) } });
    await client.invalidateQueries({ queryKey: templatesKey });
  };
  return (
    <FormDialog title={t('templates.edit', { name: template.name })} isOpen form={form} onClose={onClose} onSave={save}>
      <Text size="sm">{t('templates.editUse', { version: template.version + 1 })}</Text>
      <TextInput
        label={t('templates.name')}
        description={t('templates.nameRule')}
        required
        data-autofocus
        {...form.getInputProps('name')}
      />
      <Textarea
        label={t('templates.answers')}
        description={t('templates.answersRule')}
        autosize
        minRows={8}
        maxRows={18}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 'var(--mantine-font-size-xs)' } }}
        {...form.getInputProps('answers')}
      />
      <Textarea label={t('templates.note')} autosize minRows={2} {...form.getInputProps('note')} />
    </FormDialog>
  );
}

function answersOf(text: string): TemplateAnswers | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as TemplateAnswers) : null;
  } catch {
    return null;
  }
}

function RemoveDialog({ template, onClose }: DialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const form = useForm({ initialValues: {} });
  const remove = async () => {
    await call(templateApi.delete, { params: { id: template.id } });
    await client.invalidateQueries({ queryKey: templatesKey });
  };
  return (
    <FormDialog title={t('templates.remove', { name: template.name })} isOpen form={form} onClose={onClose} onSave={remove}>
      <Text size="sm">{t('templates.removeUse')}</Text>
    </FormDialog>
  );
}
