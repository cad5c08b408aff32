import { Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ComparedIndicator, type Comparison, comparisonApi } from '../../../../server/diagnostics/comparisons/comparison.schema.ts';
import { recordingApi } from '../../../../server/measurements/recording.schema.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { useRecording } from '../../measurements/recording.queries.ts';
import { call } from '../../platform/api.ts';
import { useFormat } from '../../platform/use-format.ts';
import { MakeReportButton } from '../../reports/sources/MakeReportButton.tsx';
import { diagnosesKey } from '../diagnosis.queries.ts';
import { IndicatorLink } from '../IndicatorLink.tsx';
import { IndicatorTitle } from '../IndicatorTitle.tsx';
import { Worded } from '../wordings/Worded.tsx';
import { OutcomeMark } from './OutcomeMark.tsx';

const order = { worse: 0, better: 1, changed: 2, 'no-clear-change': 3, 'not-comparable': 4 } as const;

/** Has the repair helped? This recording beside an earlier one of the same system. */
export function ComparisonSection({ recordingId }: { recordingId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [before, setBefore] = useState<string | null>(null);
  const systemId = useRecording(recordingId).data?.recording.systemId;
  const others = useQuery({
    queryKey: ['recordings', 'of-system', systemId],
    queryFn: ({ signal }) => call(recordingApi.list, { querystring: { systemId: systemId ?? '', limit: 200 } }, signal),
    enabled: systemId !== undefined,
  });
  const choices = (others.data?.items ?? [])
    .filter(({ id }) => id !== recordingId)
    .map(({ id, name, startedAt }) => ({ value: id, label: startedAt === null ? name : `${name} · ${format.instant(startedAt)}` }));
  return (
    <Stack gap="sm">
      <Select
        label={t('comparison.with')}
        description={choices.length === 0 ? t('comparison.noOther') : t('comparison.explanation')}
        data={choices}
        value={before}
        onChange={setBefore}
        disabled={choices.length === 0}
        searchable
        clearable
        maw={480}
      />
      {before !== null && <ComparisonView before={before} after={recordingId} />}
    </Stack>
  );
}

function ComparisonView({ before, after }: { before: string; after: string }) {
  const comparison = useQuery({
    queryKey: [...diagnosesKey, 'comparison', before, after],
    queryFn: ({ signal }) => call(comparisonApi.compare, { querystring: { before, after } }, signal),
    retry: false,
  });
  return (
    <Loaded query={comparison}>
      {(data) => (
        <>
          <ComparisonTable comparison={data} />
          <div>
            <MakeReportButton key={before} source={{ kind: 'comparison', recordingId: after, comparedWith: before }} variant="default" />
          </div>
        </>
      )}
    </Loaded>
  );
}

function ComparisonTable({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation();
  const format = useFormat();
  const side = (row: ComparedIndicator, which: 'before' | 'after') => {
    const one = row[which];
    if (one === null) return '–';
    return (
      <IndicatorLink recordingId={comparison[which].recordingId} indicator={row.indicator}>
        {format.measured(one.median, one.uncertainty, row.unit)}
      </IndicatorLink>
    );
  };
  const columns: Column<ComparedIndicator>[] = [
    { key: 'outcome', header: t('comparison.outcome'), width: 170, cell: (row) => <OutcomeMark outcome={row.outcome} /> },
    {
      key: 'name',
      header: t('limits.indicator'),
      width: '26%',
      cell: (row) => <IndicatorTitle name={row.name} component={row.component} />,
    },
    { key: 'before', header: t('comparison.before'), isShort: true, cell: (row) => side(row, 'before') },
    { key: 'after', header: t('comparison.after'), isShort: true, cell: (row) => side(row, 'after') },
    {
      key: 'because',
      header: t('comparison.because'),
      cell: (row) => (
        <Text size="sm">
          <Worded text={row.because} />
        </Text>
      ),
    },
  ];
  const rows = [...comparison.indicators].sort((a, b) => order[a.outcome] - order[b.outcome]);
  return (
    <Stack gap="xs">
      <Text fw={600}>
        <Worded text={comparison.sentence} />
      </Text>
      <DataTable caption={t('comparison.title')} columns={columns} rows={rows} rowKey={(row) => row.indicator} />
    </Stack>
  );
}
