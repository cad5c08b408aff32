import { Grid, Group, List, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TestPhase } from '../../../../server/diagnostics/guided-tests/guided-test.schema.ts';
import type { TestEvaluation, TestRun } from '../../../../server/diagnostics/guided-tests/test-run.schema.ts';
import { SimulatedBadge } from '../../components/SimulatedBadge.tsx';
import { TextLink } from '../../components/TextLink.tsx';
import { useFormat } from '../../platform/use-format.ts';
import { EarlierEvaluations } from './EarlierEvaluations.tsx';
import { RefusalText } from './RefusalText.tsx';
import { TestFigureView } from './TestFigureView.tsx';
import { TestStateMark } from './TestStateMark.tsx';
import { TestValueTable } from './TestValueTable.tsx';
import { useSentence } from './use-sentence.ts';

/** What the newest evaluation says: verdict, figure, numbers with evidence, and what it means. */
export function TestResultView({ run, newest }: { run: TestRun; newest: TestEvaluation }) {
  const { t } = useTranslation();
  const sentence = useSentence();
  const { result, recordingId } = newest;
  return (
    <Paper withBorder p="md" bg="var(--surface-raised)" component="section" aria-label={t('guided.result')}>
      <Stack gap="sm">
        <Title order={2}>{t('guided.result')}</Title>
        <Group gap="sm">
          <TestStateMark state={result.state} size={20} />
          {result.recording.isSimulated && <SimulatedBadge />}
        </Group>
        <Text fw={600}>{sentence(result.sentence)}</Text>
        {result.refusals.map((refusal) => (
          <RefusalText key={refusal.because.en} refusal={refusal} />
        ))}
        <Grid gap="lg">
          {result.figure && (
            <Grid.Col span={{ base: 12, md: 7 }}>
              <TestFigureView figure={result.figure} recordingId={recordingId} />
            </Grid.Col>
          )}
          <Grid.Col span={{ base: 12, md: result.figure ? 5 : 12 }}>
            <Stack gap="sm">
              <NoteList notes={result.notes} />
              <PhaseList phases={result.phases} newest={newest} />
            </Stack>
          </Grid.Col>
        </Grid>
        {result.values.length > 0 && <TestValueTable values={result.values} recordingId={recordingId} />}
        {result.baseline && <Text size="sm">{t('guided.baselineUsed', { reference: result.baseline })}</Text>}
        <Origin newest={newest} />
        <EarlierEvaluations run={run} newest={newest} />
      </Stack>
    </Paper>
  );
}

function NoteList({ notes }: { notes: TestEvaluation['result']['notes'] }) {
  const { t } = useTranslation();
  const sentence = useSentence();
  if (notes.length === 0) return null;
  return (
    <div>
      <Title order={3}>{t('guided.notes')}</Title>
      <List size="sm">
        {notes.map((note) => (
          <List.Item key={note.en}>{sentence(note)}</List.Item>
        ))}
      </List>
    </div>
  );
}

function PhaseList({ phases, newest }: { phases: readonly TestPhase[]; newest: TestEvaluation }) {
  const { t } = useTranslation();
  const sentence = useSentence();
  if (phases.length === 0) return null;
  return (
    <div>
      <Title order={3}>{t('guided.phases')}</Title>
      <List size="sm">
        {phases.map(({ label, fromS, toS }) => (
          <List.Item key={fromS}>
            <TextLink
              to="/recordings/$recordingId"
              params={{ recordingId: newest.recordingId }}
              search={{ tab: 'plot', from: fromS, to: toS }}
              style={{ display: 'inline-block', verticalAlign: 'top', minHeight: 24 }}
            >
              {sentence(label)}
            </TextLink>
          </List.Item>
        ))}
      </List>
    </div>
  );
}

function Origin({ newest }: { newest: TestEvaluation }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { result, recordingId, createdAt, createdBy, resultSha256 } = newest;
  const facts = {
    from: format.number(result.range.fromS),
    to: format.number(result.range.toS),
    at: format.instant(createdAt),
    by: createdBy,
    engine: result.engineVersion,
    sha: resultSha256.slice(0, 12),
  };
  return (
    <Text size="xs" c="dimmed">
      <TextLink to="/recordings/$recordingId" params={{ recordingId }} size="xs" underline="always">
        {result.recording.name}
      </TextLink>{' '}
      · {t('guided.origin', facts)}
    </Text>
  );
}
