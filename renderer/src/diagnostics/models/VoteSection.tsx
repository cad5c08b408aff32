import { Group, Paper, Stack, Text } from '@mantine/core';
import { IconCircleDashed, IconEqual, IconEqualNot } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelVote } from '../../../../server/diagnostics/models/model-vote.schema.ts';
import { TextLink } from '../../components/TextLink.tsx';
import { useRecording } from '../../measurements/recording.queries.ts';
import { useFormat } from '../../platform/use-format.ts';
import { Worded } from '../wordings/Worded.tsx';
import { useVoteWord } from './use-vote-word.ts';

/** What learned models say, beside the findings of the rules. */
export function VoteSection({ votes, recordingId }: { votes: readonly ModelVote[]; recordingId: string }) {
  const { t } = useTranslation();
  const systemId = useRecording(recordingId).data?.recording.systemId;
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('vote.explanation')}
      </Text>
      {votes.map((vote) => (
        <VoteCard key={vote.modelId} vote={vote} systemId={systemId} />
      ))}
    </Stack>
  );
}

function VoteCard({ vote, systemId }: { vote: ModelVote; systemId: string | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { target, version, answer, because, shares, comparison, cycles, answered } = vote;
  const word = useVoteWord()(vote);
  const parts = shares.map((share) => `${share.class} ${format.integer(share.cycles)}`).join(', ');
  return (
    <Paper withBorder p="md" bg="var(--surface-raised)" component="article" aria-label={`${t('vote.title')}: ${target}`}>
      <Stack gap={4}>
        <Group gap="md">
          <Text fw={600}>{target}</Text>
          <Text fw={answer === null ? 400 : 600}>{word}</Text>
          <Text size="sm" c="dimmed">
            <ModelLink systemId={systemId}>
              {t('vote.version', { version })} · {t('vote.cycles', { answered, cycles })}
            </ModelLink>
          </Text>
        </Group>
        {because !== null && (
          <Text size="sm">
            <Worded text={because} />
          </Text>
        )}
        <Outcome comparison={comparison} />
        {shares.length > 1 && (
          <Text size="sm" c="dimmed">
            {t('vote.shares', { shares: parts })}
          </Text>
        )}
        <Text size="xs" c="dimmed" ff="monospace" title={`${vote.modelSha256} · ${vote.trainingSha256}`}>
          {t('vote.hashes', { model: vote.modelSha256.slice(0, 16), training: vote.trainingSha256.slice(0, 16) })}
        </Text>
      </Stack>
    </Paper>
  );
}

/** How good the model is, and what it learned from. */
function ModelLink({ systemId, children }: { systemId: string | undefined; children: ReactNode }) {
  if (systemId === undefined) return children;
  return (
    <TextLink to="/systems/$systemId" params={{ systemId }} search={{ tab: 'models' }}>
      {children}
    </TextLink>
  );
}

/** Only a contradiction gets a colour; a vote that cannot be compared is no agreement. */
const looks = {
  agrees: { icon: IconEqual, label: 'vote.agrees', color: undefined },
  disagrees: { icon: IconEqualNot, label: 'vote.disagrees', color: 'var(--state-attention)' },
  'not-comparable': { icon: IconCircleDashed, label: 'vote.notComparable', color: undefined },
} as const;

function Outcome({ comparison: { outcome, sentence } }: { comparison: ModelVote['comparison'] }) {
  const { t } = useTranslation();
  const look = looks[outcome];
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      <look.icon size={16} color={look.color} aria-hidden style={{ flexShrink: 0, marginTop: 2 }} />
      <Text size="sm">
        <b>{t(look.label)}</b> <Worded text={sentence} />
      </Text>
    </Group>
  );
}
