import { Button, Group, Stack, Switch, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type NumberGap, type ReportSettings, reportSettingApi } from '../../../../server/reports/settings/report-setting.schema.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { call, problemOf } from '../../platform/api.ts';
import { usePages } from '../../platform/pages.ts';
import { useMay } from '../../platform/session.ts';
import { useFormat } from '../../platform/use-format.ts';
import { TemplatePanel } from '../templates/TemplatePanel.tsx';
import { reportSettingsKey, useReportSettings } from './report-life.queries.ts';

const previewAfterMs = 300;

/** How reports are approved and numbered, and which numbers no report carries. */
export function ReportSettingsPanel() {
  const settings = useReportSettings();
  return (
    <Stack gap="lg">
      <Loaded query={settings}>{(data) => <SettingsForm key={data.version} settings={data} />}</Loaded>
      <Gaps />
      <TemplatePanel />
    </Stack>
  );
}

function SettingsForm({ settings }: { settings: ReportSettings }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const mayChange = useMay('reports:configure');
  const [requiresSecondPerson, setSecondPerson] = useState(settings.requiresSecondPerson);
  const [numberPattern, setPattern] = useState(settings.numberPattern);
  const [previewed] = useDebouncedValue(numberPattern, previewAfterMs);
  const preview = useReportSettings(previewed);
  const save = useMutation({
    mutationFn: () => call(reportSettingApi.change, { body: { requiresSecondPerson, numberPattern, version: settings.version } }),
    onSuccess: () => client.invalidateQueries({ queryKey: reportSettingsKey }),
  });
  const isChanged = requiresSecondPerson !== settings.requiresSecondPerson || numberPattern !== settings.numberPattern;
  return (
    <Stack gap="sm" maw={640}>
      {save.isError && <ProblemAlert problem={problemOf(save.error)} />}
      <Switch
        label={t('reportSettings.secondPerson')}
        description={t('reportSettings.secondPersonWhy')}
        checked={requiresSecondPerson}
        disabled={!mayChange}
        onChange={(event) => setSecondPerson(event.currentTarget.checked)}
      />
      <TextInput
        label={t('reportSettings.pattern')}
        description={t('reportSettings.patternWhy')}
        value={numberPattern}
        disabled={!mayChange}
        error={preview.isError ? problemOf(preview.error).detail : null}
        onChange={(event) => setPattern(event.currentTarget.value)}
      />
      <Text size="sm" role="status">
        {preview.data ? t('reportSettings.preview', { numbers: preview.data.preview.join(', ') }) : ''}
      </Text>
      <Group gap="sm">
        {mayChange && (
          <Button disabled={!isChanged || preview.isError} loading={save.isPending} onClick={() => save.mutate()}>
            {t('common.save')}
          </Button>
        )}
        {settings.updatedAt && settings.updatedBy && (
          <Text size="xs" c="dimmed">
            {t('reportSettings.changedBy', { name: settings.updatedBy, at: format.instant(settings.updatedAt) })}
          </Text>
        )}
      </Group>
    </Stack>
  );
}

function Gaps() {
  const { t } = useTranslation();
  const format = useFormat();
  const gaps = usePages<NumberGap>([...reportSettingsKey, 'gaps'], (cursor, signal) =>
    call(reportSettingApi.gaps, { querystring: { limit: 20, ...cursor } }, signal),
  );
  const columns: Column<NumberGap>[] = [
    { key: 'number', isShort: true, header: t('reports.number'), cell: ({ number }) => number },
    { key: 'why', header: t('reportSettings.why'), cell: ({ reason, title }) => t(`reportSettings.gap.${reason}`, { title: title ?? '' }) },
    { key: 'at', isShort: true, header: t('audit.at'), cell: ({ at }) => format.instant(at) },
    { key: 'by', header: t('life.by'), cell: ({ by }) => by },
  ];
  return (
    <Stack gap={6}>
      <Title order={2} size="h4">
        {t('reportSettings.gaps')}
      </Title>
      <Loaded query={gaps}>
        {() =>
          gaps.items.length === 0 ? (
            <Text size="sm">{t('reportSettings.noGaps')}</Text>
          ) : (
            <>
              <DataTable caption={t('reportSettings.gaps')} columns={columns} rows={gaps.items} rowKey={({ number }) => number} />
              <MoreButton list={gaps} />
            </>
          )
        }
      </Loaded>
    </Stack>
  );
}
