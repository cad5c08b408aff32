import { Alert, Grid, List, Paper, Stack, Text, Title } from '@mantine/core';
import { IconShieldExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TestRun } from '../../../../server/diagnostics/guided-tests/test-run.schema.ts';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { TextLink } from '../../components/TextLink.tsx';
import { useMay } from '../../platform/session.ts';
import { useFormat } from '../../platform/use-format.ts';
import { MakeReportButton } from '../../reports/sources/MakeReportButton.tsx';
import { useWindowWords } from '../../systems/limits/limit-words.ts';
import { useWording } from '../wordings/use-wording.ts';
import { AttachRecording } from './AttachRecording.tsx';
import { useTestRun } from './guided-test.queries.ts';
import { StepRunner } from './StepRunner.tsx';
import { TestResultView } from './TestResultView.tsx';
import { TestStateMark } from './TestStateMark.tsx';
import { useSentence } from './use-sentence.ts';

/** One run of a guided test: steps, recording, result. */
export function TestRunPage({ runId }: { runId: string }) {
  const run = useTestRun(runId);
  return <Loaded query={run}>{(data) => <RunView run={data} />}</Loaded>;
}

function RunView({ run }: { run: TestRun }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sentence = useSentence();
  const wording = useWording();
  const mayRun = useMay('diagnoses:run');
  const { test, newest } = run;
  const facts = [t('guided.begunBy', { at: format.instant(run.createdAt), by: run.createdBy }), run.note, wording(test.source).text].filter(
    Boolean,
  );
  return (
    <>
      <PageHeader
        title={sentence(test.title)}
        marks={<TestStateMark state={newest?.result.state ?? 'not-evaluated'} size={20} />}
        state={facts.join(' · ')}
        actions={
          <>
            <TextLink to="/systems/$systemId" params={{ systemId: run.systemId }} search={{ tab: 'tests' }}>
              {t('guided.runs')}
            </TextLink>
            {newest && <MakeReportButton source={{ kind: 'guided-test', runId: run.id }} />}
          </>
        }
      />
      <Stack gap="md">
        {newest && <TestResultView run={run} newest={newest} />}
        <Grid gap="md">
          <Grid.Col span={{ base: 12, md: 7 }}>
            <StepRunner key={run.id} run={run} mayRun={mayRun} />
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 5 }}>
            <Stack gap="md">
              <Safety run={run} />
              {mayRun ? <AttachRecording run={run} /> : <Text size="sm">{t('guided.readOnly')}</Text>}
              <NeedList run={run} />
            </Stack>
          </Grid.Col>
        </Grid>
      </Stack>
    </>
  );
}

function Safety({ run }: { run: TestRun }) {
  const { t } = useTranslation();
  const sentence = useSentence();
  return (
    <Alert variant="outline" color="gray" icon={<IconShieldExclamation aria-hidden />} title={t('guided.safety')}>
      <List size="sm" spacing={4}>
        {run.test.safety.map((one) => (
          <List.Item key={one.en}>{sentence(one)}</List.Item>
        ))}
      </List>
    </Alert>
  );
}

function NeedList({ run }: { run: TestRun }) {
  const { t } = useTranslation();
  const windowWords = useWindowWords();
  const sentence = useSentence();
  return (
    <Paper withBorder p="md" bg="var(--surface-raised)">
      <Title order={2} mb="xs">
        {t('guided.needs')}
      </Title>
      <Text size="sm" mb="xs">
        {sentence(run.test.operatingPoint)}
      </Text>
      {run.test.place && (
        <Text size="sm" mb="xs">
          <b>
            {t('guided.point')}: {run.test.place.name}
          </b>{' '}
          ({run.test.place.within.map(windowWords).join(', ')})
        </Text>
      )}
      <List size="sm" spacing={2}>
        {run.test.needs.map((need) => (
          <List.Item key={need.en}>{sentence(need)}</List.Item>
        ))}
      </List>
    </Paper>
  );
}
