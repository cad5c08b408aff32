import { Group, Paper, Select, Stack, Text, Title } from '@mantine/core';
import { IconChartDots } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { guidedTestApi, type TestRun } from '../../../../server/diagnostics/guided-tests/test-run.schema.ts';
import { recordingApi } from '../../../../server/measurements/recording.schema.ts';
import { JobButton } from '../../components/JobButton.tsx';
import { LinkButton } from '../../components/LinkButton.tsx';
import { call } from '../../platform/api.ts';
import { useFormat } from '../../platform/use-format.ts';
import { useStartedJob } from '../../platform/use-started-job.ts';
import { DecimalInput, given } from '../../systems/DecimalInput.tsx';
import { guidedTestsKey } from './guided-test.queries.ts';

/** Chooses the recording of the test, or a range of one, and has it evaluated. */
export function AttachRecording({ run }: { run: TestRun }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const [recordingId, setRecordingId] = useState<string | null>(run.newest?.recordingId ?? null);
  const [range, setRange] = useState<{ from: number | string; to: number | string }>({ from: '', to: '' });
  const recordings = useQuery({
    queryKey: ['recordings', 'of-system', run.systemId],
    queryFn: ({ signal }) => call(recordingApi.list, { querystring: { systemId: run.systemId, limit: 200 } }, signal),
  });
  const choices = (recordings.data?.items ?? []).map(({ id, name, startedAt }) => ({
    value: id,
    label: startedAt === null ? name : `${name} · ${format.instant(startedAt)}`,
  }));
  const start = () => {
    const [fromS, toS] = [given(range.from), given(range.to)];
    const body = { recordingId: recordingId ?? '', ...(fromS !== undefined && { fromS }), ...(toS !== undefined && { toS }) };
    return call(guidedTestApi.evaluate, { params: { id: run.id }, body });
  };
  const onDone = useCallback(() => void client.invalidateQueries({ queryKey: guidedTestsKey }), [client]);
  const work = useStartedJob({ start, onDone });
  return (
    <Paper withBorder p="md" bg="var(--surface-raised)" component="section" aria-label={t('guided.attach')}>
      <Stack gap="sm">
        <Title order={2}>{t('guided.attach')}</Title>
        <Text size="sm" c="dimmed">
          {choices.length === 0 && recordings.isSuccess ? t('guided.noRecordings') : t('guided.attachUse')}
        </Text>
        <Select label={t('guided.chooseRecording')} data={choices} value={recordingId} onChange={setRecordingId} searchable size="md" />
        <Group align="flex-end" gap="sm">
          <DecimalInput label={t('guided.from')} w={110} value={range.from} onChange={(from) => setRange({ ...range, from })} />
          <DecimalInput label={t('guided.to')} w={110} value={range.to} onChange={(to) => setRange({ ...range, to })} />
          {recordingId !== null && (
            <JobButton
              work={work}
              label={t(run.newest ? 'guided.evaluateAgain' : 'guided.evaluate')}
              icon={<IconChartDots size={18} aria-hidden />}
            />
          )}
          <LinkButton to="/import" search={{ systemId: run.systemId }} variant="default">
            {t('measurements.import')}
          </LinkButton>
        </Group>
      </Stack>
    </Paper>
  );
}
