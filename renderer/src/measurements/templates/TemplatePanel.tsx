import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LoggerTemplate } from '../../../../server/measurements/templates/template.schema.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { useMay } from '../../platform/session.ts';
import { useFormat } from '../../platform/use-format.ts';
import { TakeInTemplateButton } from './TakeInTemplateButton.tsx';
import { TemplateActions } from './TemplateActions.tsx';
import { useTemplates } from './template.queries.ts';

/** Which loggers are known, by what their files are recognised, and what is answered for them. */
export function TemplatePanel() {
  const { t } = useTranslation();
  const format = useFormat();
  const templates = useTemplates();
  const may = useMay('templates:write');
  const columns: Column<LoggerTemplate>[] = [
    {
      key: 'name',
      header: t('templates.name'),
      cell: ({ name, version, isBuiltIn }) => (
        <>
          <Text size="sm" fw={600}>{`${name}@${version}`}</Text>
          {isBuiltIn && (
            <Text size="xs" c="dimmed">
              {t('templates.builtIn')}
            </Text>
          )}
        </>
      ),
    },
    { key: 'header', header: t('templates.recognised'), cell: ({ fingerprint }) => <Names names={fingerprint?.header ?? []} /> },
    { key: 'answers', header: t('templates.answers'), cell: ({ answers }) => Object.keys(answers).join(', ') || '–' },
    {
      key: 'note',
      header: t('templates.note'),
      cell: ({ note }) => (
        <Text size="sm" lineClamp={2}>
          {note ?? '–'}
        </Text>
      ),
    },
    {
      key: 'by',
      isShort: true,
      header: t('templates.by'),
      cell: ({ createdBy, createdAt }) => (createdBy ? `${createdBy}, ${format.instant(createdAt)}` : '–'),
    },
    { key: 'do', header: '', cell: (template) => (template.isBuiltIn ? null : <TemplateActions template={template} mayWrite={may} />) },
  ];
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Text size="sm" maw={760}>
          {t('templates.explanation')}
        </Text>
        {may && <TakeInTemplateButton />}
      </Group>
      <Loaded query={templates}>
        {() => (
          <>
            <DataTable caption={t('templates.title')} columns={columns} rows={templates.items} rowKey={({ id }) => id} />
            <MoreButton list={templates} />
          </>
        )}
      </Loaded>
    </Stack>
  );
}

function Names({ names }: { names: readonly string[] }) {
  return (
    <Text size="sm" lineClamp={2} title={names.slice(0, 50).join(' · ')}>
      {names.slice(0, 12).join(' · ')}
      {names.length > 12 ? ' …' : ''}
    </Text>
  );
}
