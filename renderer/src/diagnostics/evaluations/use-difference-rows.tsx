import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  Differences,
  FindingDifference,
  IndicatorDifference,
  VoteDifference,
} from '../../../../server/diagnostics/evaluations/evaluation.schema.ts';
import { StateMark } from '../../components/StateMark.tsx';
import { useFormat } from '../../platform/use-format.ts';
import { findingState } from '../finding-state.ts';
import { LimitWords } from '../IndicatorLimit.tsx';
import { InstrumentMark } from '../InstrumentMark.tsx';
import { useVoteWord } from '../models/use-vote-word.ts';
import { ResultWords, Worded } from '../wordings/Worded.tsx';
import { useComponentWord, useGradeWord } from '../words.ts';

export interface DifferenceRow {
  readonly key: string;
  readonly part: ReactNode;
  readonly kind: string;
  readonly before: ReactNode;
  readonly after: ReactNode;
}

/** Everything that differs as rows of one table: the verdict first, then findings, indicators and channels. */
export function useDifferenceRows({ verdict, findings, indicators, channels, votes }: Differences): DifferenceRow[] {
  const { t } = useTranslation();
  const component = useComponentWord();
  const change = (word: 'appeared' | 'vanished' | 'changed') => t(`difference.${word}`);
  const aspects = ({ change: word, changed }: IndicatorDifference) =>
    changed.length === 0 ? change(word) : changed.map((aspect) => t(`aspect.${aspect}`)).join(', ');
  const status = (word: string | null) => (word === null ? t('difference.absent') : <InstrumentMark status={word as 'good'} />);
  const verdictRow = verdict && {
    ...{ key: 'verdict', part: t('difference.verdict'), kind: change('changed') },
    before: <VerdictSide side={verdict.before} />,
    after: <VerdictSide side={verdict.after} />,
  };
  return [
    ...(verdictRow ? [verdictRow] : []),
    ...findings.map((one) => ({
      ...{ key: `finding ${one.faultId} ${one.change}`, kind: change(one.change) },
      part: <Part id={one.faultId} name={one.fault} kind={t('difference.finding')} />,
      before: <FindingSide side={one.before} />,
      after: <FindingSide side={one.after} />,
    })),
    ...votes.map((one) => ({
      ...{ key: `vote ${one.target}`, kind: change(one.change) },
      part: <Part name={one.target} kind={t('difference.vote')} />,
      before: <VoteSide side={one.before} />,
      after: <VoteSide side={one.after} />,
    })),
    ...indicators.map((one) => ({
      ...{ key: `indicator ${one.indicator}`, kind: aspects(one) },
      part: <Part name={one.name} kind={`${t('difference.indicator')} · ${component(one.component)}`} />,
      before: <IndicatorSide side={one.before} difference={one} />,
      after: <IndicatorSide side={one.after} difference={one} />,
    })),
    ...channels.map((one) => ({
      ...{ key: `channel ${one.channel}`, kind: change('changed') },
      part: <Part name={one.channel} kind={t('difference.channel')} />,
      before: status(one.before),
      after: status(one.after),
    })),
  ];
}

function Part({ id = '', name, kind }: { id?: string; name: string; kind: string }) {
  return (
    <Stack gap={0}>
      <Text size="sm">
        {id} <Worded text={name} />
      </Text>
      <Text size="xs" c="dimmed">
        {kind}
      </Text>
    </Stack>
  );
}

function VerdictSide({ side }: { side: NonNullable<Differences['verdict']>['before'] }) {
  return (
    <Stack gap={2}>
      <StateMark state={side.state} />
      <Text size="sm">
        <ResultWords phrases={side.phrases}>
          <Worded text={side.sentence} />
        </ResultWords>
      </Text>
    </Stack>
  );
}

function FindingSide({ side }: { side: FindingDifference['before'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const grade = useGradeWord();
  if (side === null) return t('difference.absent');
  return (
    <Stack gap={0}>
      <StateMark state={findingState(side)} />
      <Text size="sm" className="tabular">
        {format.percent(side.confidence)} · {grade(side.grade)} · {t('findings.severityOf', { severity: side.severity })}
      </Text>
    </Stack>
  );
}

function IndicatorSide({ side, difference }: { side: IndicatorDifference['before']; difference: IndicatorDifference }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (side === null) return t('difference.absent');
  return (
    <Stack gap={0}>
      <StateMark state={side.state} />
      {side.value !== null && <Text size="sm">{format.measured(side.value, side.uncertainty, difference.unit)}</Text>}
      {difference.changed.includes('limit') && <LimitWords limit={side.limit} unit={difference.unit} />}
    </Stack>
  );
}

function VoteSide({ side }: { side: VoteDifference['before'] }) {
  const { t } = useTranslation();
  const word = useVoteWord();
  if (side === null) return t('difference.absent');
  const { outcome, sentence } = side.comparison;
  const why = side.because ?? (outcome === 'not-comparable' ? sentence : null);
  const seen = side.answer === null && side.because === null ? `: ${side.shares.map((share) => share.class).join(', ')}` : '';
  return (
    <Stack gap={0}>
      <Text size="sm">{word(side) + seen}</Text>
      <Text size="xs" c="dimmed">
        {t('vote.version', { version: side.version })} · {t(outcomes[outcome])}
        {why !== null && (
          <>
            {' '}
            <Worded text={why} />
          </>
        )}
      </Text>
    </Stack>
  );
}

const outcomes = { agrees: 'vote.agrees', disagrees: 'vote.disagrees', 'not-comparable': 'vote.notComparable' } as const;
