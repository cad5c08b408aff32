import { MultiSelect, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { ReportSource } from '../../../../server/reports/report-source.schema.ts';
import type { Site } from '../../../../server/systems/system.schema.ts';
import { useMay } from '../../platform/session.ts';
import { SiteSelect } from '../../systems/SiteSelect.tsx';
import { useSites, useSystemsOf } from '../../systems/system.queries.ts';
import { DayFields, type Days, dayRules, momentsOf, noDays } from './DayFields.tsx';
import { ReportDialogButton } from './ReportDialogButton.tsx';
import { noChoice, type ReportChoice } from './report-choice.ts';

interface Values extends ReportChoice, Days {
  siteId: string | null;
  systemIds: string[];
}
const mostSystems = 200;

/** Makes one report of several systems, from the newest diagnosed recording of each, or the newest of a period. */
export function SystemsReportButton() {
  const { t } = useTranslation();
  const rules = dayRules(t);
  const sites = useSites().items;
  const form = useForm<Values>({
    initialValues: { ...noChoice, ...noDays, siteId: null, systemIds: [] },
    validate: { from: (_day, values) => rules.from(values, false), to: (_day, values) => rules.to(values, false) },
  });
  const { siteId } = form.values;
  const systems = useSystemsOf(siteId).items;
  const zone = zoneOf(siteId, sites);
  if (!useMay('reports:write')) return null;
  return (
    <ReportDialogButton
      title={t('reportSource.systems')}
      label={t('reportSource.systemsOpen')}
      form={form}
      variant="default"
      sourceOf={(values) => sourceOf(values, zone)}
    >
      <Text size="sm">{t('reportSource.systemsUse')}</Text>
      <SiteSelect value={siteId} onChange={(chosen) => form.setValues({ siteId: chosen, systemIds: [] })} />
      <MultiSelect
        label={t('reportSource.systemsField')}
        placeholder={form.values.systemIds.length === 0 ? t('reportSource.allSystems') : ''}
        data={systems.map(({ id, name }) => ({ value: id, label: name }))}
        maxValues={mostSystems}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('reportSource.allSystems') }}
        {...form.getInputProps('systemIds')}
      />
      <DayFields form={form} />
      <Text size="xs" c="dimmed">
        {t('reportSource.daysHint', { zone })}
      </Text>
    </ReportDialogButton>
  );
}

/** The clock of the site; of several sites at once none is nearer than another. */
const zoneOf = (siteId: string | null, sites: readonly Site[]) => sites.find(({ id }) => id === siteId)?.timeZone ?? 'UTC';

function sourceOf({ siteId, systemIds, from, to }: Values, zone: string): ReportSource {
  return {
    kind: 'systems',
    ...(systemIds.length > 0 ? { systemIds } : siteId === null ? {} : { siteId }),
    ...momentsOf({ from, to }, zone),
  };
}
