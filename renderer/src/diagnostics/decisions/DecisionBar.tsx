import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Decision } from '../../../../server/diagnostics/decisions/decision.schema.ts';
import type { Finding } from '../../../../server/diagnostics/diagnosis.schema.ts';
import { TextLink } from '../../components/TextLink.tsx';
import { useRecording } from '../../measurements/recording.queries.ts';
import { useMay } from '../../platform/session.ts';
import { useFormat } from '../../platform/use-format.ts';
import { DecideButton } from './DecideButton.tsx';
import { useDecisions } from './decision.queries.ts';
import { WithdrawButton } from './WithdrawButton.tsx';

const words = { confirmed: 'decision.confirmed', refuted: 'decision.refuted', deferred: 'decision.deferred' } as const;

/** What the plant found out about this finding, and what it does to later diagnoses. */
export function DecisionBar({ finding, recordingId }: { finding: Finding; recordingId: string }) {
  const { t } = useTranslation();
  const may = useMay('diagnoses:decide');
  const decisions = useDecisions(recordingId).data ?? [];
  const current = decisions.find(({ faultId, withdrawn }) => faultId === finding.faultId && withdrawn === null);
  const systemId = useRecording(recordingId).data?.recording.systemId;
  const { experience } = finding;
  return (
    <Stack gap={4}>
      {current ? (
        <Group gap="sm">
          <DecisionLine decision={current} />
          {may && <WithdrawButton decision={current} />}
        </Group>
      ) : (
        may && (
          <Group gap="xs">
            {(['confirmed', 'refuted', 'deferred'] as const).map((decision) => (
              <DecideButton key={decision} decision={decision} finding={finding} recordingId={recordingId} />
            ))}
          </Group>
        )
      )}
      {experience && systemId !== undefined && (
        <Text size="xs" c="dimmed">
          <TextLink to="/systems/$systemId" params={{ systemId }} search={{ tab: 'findings' }} hash="decisions">
            {t('decision.experience', experience)}
          </TextLink>
        </Text>
      )}
    </Stack>
  );
}

function DecisionLine({ decision }: { decision: Decision }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Text size="sm">
      <b>{t(words[decision.decision])}</b> {t('decision.by', { by: decision.createdBy, at: format.instant(decision.createdAt) })}:{' '}
      {decision.reason}
    </Text>
  );
}
