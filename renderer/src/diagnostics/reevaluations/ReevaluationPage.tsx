import { Accordion, Group, Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Reevaluation, ReevaluationItem } from '../../../../server/diagnostics/reevaluations/reevaluation.schema.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { TextLink } from '../../components/TextLink.tsx';
import { isActive, useJob } from '../../platform/jobs.ts';
import { useFormat } from '../../platform/use-format.ts';
import { DifferenceView } from '../evaluations/DifferenceView.tsx';
import { useReevaluation, useReevaluationItems } from './reevaluation.queries.ts';
import { useRunWords } from './use-run-words.ts';

/** What became of every recording of one re-evaluation, with the differences. */
export function ReevaluationPage({ reevaluationId }: { reevaluationId: string }) {
  const run = useReevaluation(reevaluationId);
  return <Loaded query={run}>{(data) => <RunView run={data} />}</Loaded>;
}

function RunView({ run }: { run: Reevaluation }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useRunWords();
  const items = useReevaluationItems(run.id, run.jobState);
  return (
    <>
      <PageHeader
        title={`${t('reevaluation.title')}: ${words.subject(run)}`}
        state={`${words.state(run)} · ${words.counts(run)} · ${run.createdBy} · ${format.instant(run.createdAt)}`}
        actions={<TextLink to="/reevaluations">{t('reevaluation.title')}</TextLink>}
      />
      <Stack gap="sm">
        {isActive({ state: run.jobState }) && <RunProgress jobId={run.jobId} />}
        <Loaded query={items}>
          {() =>
            items.items.length === 0 ? (
              <EmptyState text={t('reevaluation.nothing')} />
            ) : (
              <section aria-label={t('reevaluation.details')}>
                <ItemList items={items.items} isDryRun={run.isDryRun} />
                <MoreButton list={items} />
              </section>
            )
          }
        </Loaded>
      </Stack>
    </>
  );
}

/** The job itself, with the button that cancels it, stands in the list of jobs. */
function RunProgress({ jobId }: { jobId: string }) {
  const { t } = useTranslation();
  const progress = useJob(jobId).data?.progress;
  const share = progress && progress.total > 0 ? (100 * progress.done) / progress.total : 0;
  return <Progress value={share} aria-label={t('jobState.running')} color="gray" />;
}

const outcomes = {
  unchanged: 'reevaluation.same',
  changed: 'reevaluation.changed',
  first: 'reevaluation.first',
  failed: 'reevaluation.failed',
} as const;

/** The first that changed stands open; what stayed the same is a line. */
function ItemList({ items, isDryRun }: { items: readonly ReevaluationItem[]; isDryRun: boolean }) {
  const { t } = useTranslation();
  const opening = (item: ReevaluationItem) => item.differences !== null || item.problem !== null;
  const first = items.find(opening);
  return (
    <Accordion variant="contained" multiple defaultValue={first ? [first.recordingId] : []} order={2}>
      {items.map((item) => (
        <Accordion.Item key={item.recordingId} value={item.recordingId} bg="var(--surface-raised)">
          <Accordion.Control>
            <Group gap="md" component="span">
              <Text span fw={600}>
                {item.recordingName}
              </Text>
              <Text span size="sm" c="dimmed">
                {item.systemName}
              </Text>
              <Text span size="sm" fw={opening(item) ? 600 : 400}>
                {isDryRun && item.outcome === 'changed' ? t('reevaluation.wouldChange') : t(outcomes[item.outcome])}
              </Text>
            </Group>
          </Accordion.Control>
          <Accordion.Panel>
            <ItemDetail item={item} />
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}

function ItemDetail({ item }: { item: ReevaluationItem }) {
  const { t } = useTranslation();
  const { recordingId, differences, problem, resultSha256 } = item;
  return (
    <Stack gap="sm">
      {differences && <DifferenceView differences={differences} name={item.recordingName} />}
      {problem && <Text size="sm">{[problem.title, problem.detail].filter(Boolean).join('. ')}</Text>}
      <Group gap="md">
        <TextLink size="sm" to="/recordings/$recordingId" params={{ recordingId }} search={{ tab: 'diagnosis' }}>
          {t('recording.diagnosis')}
        </TextLink>
        {resultSha256 && (
          <Text size="xs" c="dimmed" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
            SHA-256 {resultSha256}
          </Text>
        )}
      </Group>
    </Stack>
  );
}
