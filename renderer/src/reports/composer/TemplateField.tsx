import { Button, Group, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CompositionState } from '../../../../server/reports/compositions/composition-api.schema.ts';
import { useReportTemplates } from '../templates/report-template.queries.ts';
import type { Compose } from './composer.queries.ts';

/** Chooses the template whose letterhead, sections and texts the draft takes over now. What it is later changes nothing here. */
export function TemplateField({ state, compose }: { state: CompositionState; compose: Compose }) {
  const { t } = useTranslation();
  const { template } = state.composition;
  const { items } = useReportTemplates();
  const current = items.find(({ id }) => id === template?.id);
  if (template === null && items.length === 0) return null;
  const choose = (templateId: string | null) => compose.mutate(() => ({ templateId }));
  return (
    <Group align="flex-end" gap="sm" wrap="nowrap">
      <NativeSelect
        flex={1}
        label={t('reportTemplates.template')}
        description={t('reportTemplates.chooseHint')}
        value={template?.id ?? ''}
        onChange={(event) => choose(event.currentTarget.value || null)}
        data={[
          { value: '', label: t('reportTemplates.none') },
          ...(template !== null && current === undefined ? [{ value: template.id, label: template.name, disabled: true }] : []),
          ...items.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      {template !== null && current !== undefined && current.version > template.version && (
        <Button variant="default" onClick={() => choose(template.id)}>
          {t('reportTemplates.takeNewer')}
        </Button>
      )}
    </Group>
  );
}
