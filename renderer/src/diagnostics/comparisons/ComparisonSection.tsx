import { Accordion, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Comparison, comparisonApi } from '../../../../server/diagnostics/comparisons/comparison.schema.ts';
import { recordingApi } from '../../../../server/measurements/recording.schema.ts';
import { Loaded } from '../../components/Loaded.tsx';
import { useRecording } from '../../measurements/recording.queries.ts';
import { call } from '../../platform/api.ts';
import { useFormat } from '../../platform/use-format.ts';
import { MakeReportButton } from '../../reports/sources/MakeReportButton.tsx';
import { diagnosesKey } from '../diagnosis.queries.ts';
import { Worded } from '../wordings/Worded.tsx';
import { ComparisonTable } from './ComparisonTable.tsx';

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
          <ComparisonResult comparison={data} />
          <div>
            <MakeReportButton key={before} source={{ kind: 'comparison', recordingId: after, comparedWith: before }} variant="default" />
          </div>
        </>
      )}
    </Loaded>
  );
}

/** What changed and what did not; what cannot be compared is one click away, counted. */
function ComparisonResult({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation();
  const isOpen = (row: Comparison['indicators'][number]) => row.outcome !== 'not-comparable';
  const compared = comparison.indicators.filter(isOpen);
  const rest = comparison.indicators.filter((row) => !isOpen(row));
  return (
    <Stack gap="xs">
      <Text fw={600}>
        <Worded text={comparison.sentence} />
      </Text>
      {compared.length > 0 && <ComparisonTable caption={t('comparison.title')} rows={compared} comparison={comparison} />}
      {rest.length > 0 && (
        <Accordion variant="contained" order={3} defaultValue={compared.length > 0 ? null : 'rest'}>
          <Accordion.Item value="rest" bg="var(--surface-raised)">
            <Accordion.Control>{t('comparison.folded', { n: rest.length })}</Accordion.Control>
            <Accordion.Panel>
              <ComparisonTable caption={t('comparison.foldedTitle')} rows={rest} comparison={comparison} />
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
      )}
    </Stack>
  );
}
