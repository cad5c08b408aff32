import { Checkbox, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { optionalSections } from '../../../../server/reports/compositions/report-composition.schema.ts';
import { type ReportTemplate, reportTemplateApi } from '../../../../server/reports/templates/report-template.schema.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { addressOf, call } from '../../platform/api.ts';
import { LogoField } from './LogoField.tsx';
import { reportTemplatesKey } from './report-template.queries.ts';
import { TemplateTexts } from './TemplateTexts.tsx';
import { changeOf, type TemplateValues, valuesOf } from './template-form.ts';

/** @param template null: a new one */
export function TemplateDialog({ template, onClose }: { template: ReportTemplate | null; onClose(): void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const form = useForm<TemplateValues>({ initialValues: valuesOf(template) });
  const save = async (values: TemplateValues) => {
    const change = changeOf(values);
    if (template === null) await call(reportTemplateApi.create, { body: { ...change, logo: change.logo ?? null } });
    else await call(reportTemplateApi.change, { params: { id: template.id }, headers: { 'if-match': template.tag }, body: change });
    await client.invalidateQueries({ queryKey: reportTemplatesKey });
  };
  const { leftOut } = form.values;
  const stored = template?.logo ? addressOf(reportTemplateApi.logo, { params: { id: template.id, sha256: template.logo.sha256 } }) : null;
  const title = template === null ? t('reportTemplates.add') : t('reportTemplates.change');
  return (
    <FormDialog title={title} isOpen size="lg" form={form} onClose={onClose} onSave={save}>
      <TextInput label={t('reportTemplates.name')} required maxLength={200} data-autofocus {...form.getInputProps('name')} />
      <Group grow align="flex-start">
        <TextInput label={t('reportTemplates.company')} maxLength={200} {...form.getInputProps('company')} />
        <TextInput label={t('reportTemplates.confidentiality')} maxLength={100} {...form.getInputProps('confidentiality')} />
      </Group>
      <LogoField
        value={form.values.logo}
        stored={stored}
        error={form.errors['logo']}
        onChange={(logo) => {
          form.clearFieldError('logo');
          form.setFieldValue('logo', logo);
        }}
      />
      <NativeSelect
        label={t('reportTemplates.language')}
        data={[
          { value: '', label: t('reportTemplates.anyLanguage') },
          { value: 'en', label: 'English' },
          { value: 'de', label: 'Deutsch' },
        ]}
        {...form.getInputProps('language')}
      />
      <Checkbox label={t('reportTemplates.default')} {...form.getInputProps('isDefault', { type: 'checkbox' })} />
      <Checkbox.Group
        label={t('reportTemplates.sections')}
        description={t('reportTemplates.sectionsHint')}
        value={optionalSections.filter((id) => !leftOut.includes(id))}
        onChange={(there) =>
          form.setFieldValue(
            'leftOut',
            optionalSections.filter((id) => !there.includes(id)),
          )
        }
      >
        <Group gap="sm" mt={6}>
          {optionalSections.map((id) => (
            <Checkbox key={id} value={id} label={t(`reportTemplates.section.${id}`)} />
          ))}
        </Group>
      </Checkbox.Group>
      <Stack gap={6}>
        <TemplateTexts blocks={form.values.blocks} onChange={(blocks) => form.setFieldValue('blocks', blocks)} />
      </Stack>
    </FormDialog>
  );
}
