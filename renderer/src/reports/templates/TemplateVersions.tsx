import { Button, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type ReportTemplate,
  type ReportTemplateVersion,
  reportTemplateApi,
} from '../../../../server/reports/templates/report-template.schema.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { addressOf } from '../../platform/api.ts';
import { useFormat } from '../../platform/use-format.ts';
import { useTemplateVersions } from './report-template.queries.ts';

/** The version that holds, and by its button all that were: a report names the one that it was made with. */
export function TemplateVersionButton({ template }: { template: ReportTemplate }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const title = t('reportTemplates.versions', { name: template.name });
  return (
    <>
      <Button size="compact-sm" variant="default" aria-label={`${template.version}: ${title}`} onClick={() => setOpen(true)}>
        {template.version}
      </Button>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={title} size="xl" closeButtonProps={{ 'aria-label': t('common.close') }}>
        {isOpen && <Versions template={template} title={title} />}
      </Modal>
    </>
  );
}

function Versions({ template, title }: { template: ReportTemplate; title: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const versions = useTemplateVersions(template);
  const columns: Column<ReportTemplateVersion>[] = [
    { key: 'version', isNumber: true, header: t('reportTemplates.version'), cell: ({ version }) => version },
    { key: 'name', header: t('reportTemplates.name'), cell: ({ name }) => name },
    { key: 'company', header: t('reportTemplates.company'), cell: ({ company }) => company ?? '–' },
    { key: 'logo', header: t('reportTemplates.logo'), cell: ({ logo }) => <TemplateLogo id={template.id} logo={logo} /> },
    { key: 'language', isShort: true, header: t('reportTemplates.language'), cell: ({ language }) => language ?? '–' },
    { key: 'at', isShort: true, header: t('reportTemplates.changed'), cell: ({ updatedAt }) => format.instant(updatedAt) },
    { key: 'by', header: t('reportTemplates.by'), cell: ({ updatedBy }) => updatedBy },
  ];
  return (
    <Loaded query={versions}>
      {() => (
        <Stack gap="sm">
          <DataTable caption={title} columns={columns} rows={versions.items} rowKey={({ version }) => String(version)} />
          <MoreButton list={versions} />
        </Stack>
      )}
    </Loaded>
  );
}

export function TemplateLogo({ id, logo }: { id: string; logo: ReportTemplate['logo'] }) {
  const { t } = useTranslation();
  if (logo === null) return '–';
  const src = addressOf(reportTemplateApi.logo, { params: { id, sha256: logo.sha256 } });
  return <img src={src} alt={t('reportTemplates.logoAlt')} style={{ maxHeight: 28, maxWidth: 120 }} />;
}
