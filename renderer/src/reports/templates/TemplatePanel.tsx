import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ReportTemplate, reportTemplateApi } from '../../../../server/reports/templates/report-template.schema.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { call, problemOf } from '../../platform/api.ts';
import { useMay } from '../../platform/session.ts';
import { useFormat } from '../../platform/use-format.ts';
import { reportTemplatesKey, useReportTemplates } from './report-template.queries.ts';
import { TemplateDialog } from './TemplateDialog.tsx';
import { TemplateLogo, TemplateVersionButton } from './TemplateVersions.tsx';

/** What reports carry: company, logo, language, sections, texts. */
export function TemplatePanel() {
  const { t } = useTranslation();
  const templates = useReportTemplates();
  const mayChange = useMay('reports:configure');
  const [edited, setEdited] = useState<ReportTemplate | 'new' | null>(null);
  return (
    <Stack gap={6}>
      <Title order={2} size="h4">
        {t('reportTemplates.title')}
      </Title>
      <Text size="sm">{t('reportTemplates.explanation')}</Text>
      <Loaded query={templates}>
        {() =>
          templates.items.length === 0 ? (
            <Alert color="gray" variant="outline" title={t('reportTemplates.empty')} />
          ) : (
            <>
              <TemplateTable templates={templates.items} onEdit={mayChange ? setEdited : null} />
              <MoreButton list={templates} />
            </>
          )
        }
      </Loaded>
      {mayChange && (
        <Group>
          <Button variant="default" onClick={() => setEdited('new')}>
            {t('reportTemplates.add')}
          </Button>
        </Group>
      )}
      {edited !== null && <TemplateDialog template={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </Stack>
  );
}

interface TemplateTableProps {
  templates: readonly ReportTemplate[];
  /** Null: they can only be looked at. */
  onEdit: ((template: ReportTemplate) => void) | null;
}

function TemplateTable({ templates, onEdit }: TemplateTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const [doomed, setDoomed] = useState<ReportTemplate | null>(null);
  const remove = useMutation({
    mutationFn: ({ id, tag }: ReportTemplate) => call(reportTemplateApi.remove, { params: { id }, headers: { 'if-match': tag } }),
    onSettled: () => client.invalidateQueries({ queryKey: reportTemplatesKey }),
  });
  const columns: Column<ReportTemplate>[] = [
    {
      key: 'name',
      header: t('reportTemplates.name'),
      cell: (one) => (one.isDefault ? `${one.name} (${t('reportTemplates.isDefault')})` : one.name),
    },
    { key: 'company', header: t('reportTemplates.company'), cell: ({ company }) => company ?? '–' },
    { key: 'logo', header: t('reportTemplates.logo'), cell: ({ id, logo }) => <TemplateLogo id={id} logo={logo} /> },
    { key: 'version', isNumber: true, header: t('reportTemplates.version'), cell: (one) => <TemplateVersionButton template={one} /> },
    { key: 'at', isShort: true, header: t('reportTemplates.changed'), cell: ({ updatedAt }) => format.instant(updatedAt) },
    { key: 'by', header: t('reportTemplates.by'), cell: ({ updatedBy }) => updatedBy },
  ];
  const actions: Column<ReportTemplate> = {
    key: 'actions',
    header: t('reportTemplates.actions'),
    cell: (one) => (
      <Group gap={4} wrap="nowrap">
        <Button size="compact-sm" variant="default" onClick={() => onEdit?.(one)}>
          {t('reportTemplates.edit', { name: one.name })}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => setDoomed(one)}>
          {t('reportTemplates.delete', { name: one.name })}
        </Button>
      </Group>
    ),
  };
  return (
    <>
      {remove.isError && <ProblemAlert problem={problemOf(remove.error)} />}
      <DataTable
        caption={t('reportTemplates.title')}
        columns={onEdit === null ? columns : [...columns, actions]}
        rows={templates}
        rowKey={({ id }) => id}
      />
      {doomed && (
        <ConfirmDialog
          title={t('reportTemplates.deleteTitle')}
          confirm={t('reportTemplates.deleteWord')}
          onClose={() => setDoomed(null)}
          onConfirm={() => remove.mutate(doomed)}
        >
          {t('reportTemplates.deleteWarning', { name: doomed.name })}
        </ConfirmDialog>
      )}
    </>
  );
}
