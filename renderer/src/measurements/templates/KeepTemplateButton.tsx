import { Button, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingDetail } from '../../../../server/measurements/recording.schema.ts';
import { templateApi } from '../../../../server/measurements/templates/template.schema.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { call } from '../../platform/api.ts';
import { useMay } from '../../platform/session.ts';
import { templatesKey } from './template.queries.ts';
import { isTemplateName } from './template-name.ts';

/** How this file was read becomes the template of its logger: its next file is read without questions. */
export function KeepTemplateButton({ detail }: { detail: RecordingDetail }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const may = useMay('templates:write');
  const [isOpen, dialog] = useDisclosure(false);
  const [kept, setKept] = useState<string | null>(null);
  const form = useForm({
    initialValues: { name: '', note: '' },
    validate: { name: (name) => (isTemplateName(name) ? null : t('templates.nameRule')) },
  });
  const { importReport, importSettings, recording } = detail;
  if (!may || importSettings === null || importReport.template) return null;
  if (kept !== null) return <Text size="sm">{t('templates.kept', { name: kept })}</Text>;
  const save = async ({ name, note }: { name: string; note: string }) => {
    const body = { recordingId: recording.id, name: name.trim(), ...(note.trim() && { note: note.trim() }) };
    const made = await call(templateApi.create, { body });
    await client.invalidateQueries({ queryKey: templatesKey });
    setKept(`${made.name}@${made.version}`);
  };
  return (
    <>
      <Button variant="default" size="xs" onClick={dialog.open}>
        {t('templates.keep')}
      </Button>
      <FormDialog title={t('templates.keep')} isOpen={isOpen} form={form} onClose={dialog.close} onSave={save}>
        <Text size="sm">{t('templates.keepUse')}</Text>
        <TextInput
          label={t('templates.name')}
          description={t('templates.nameRule')}
          required
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Textarea label={t('templates.note')} autosize minRows={2} {...form.getInputProps('note')} />
      </FormDialog>
    </>
  );
}
