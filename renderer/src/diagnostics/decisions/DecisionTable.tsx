import { Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Decision } from '../../../../server/diagnostics/decisions/decision.schema.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { TextLink } from '../../components/TextLink.tsx';
import { useMay } from '../../platform/session.ts';
import { useFormat } from '../../platform/use-format.ts';
import { Worded } from '../wordings/Worded.tsx';
import { useSystemDecisions } from './decision.queries.ts';
import { WithdrawButton } from './WithdrawButton.tsx';

const words = { confirmed: 'decision.confirmed', refuted: 'decision.refuted', deferred: 'decision.deferred' } as const;

/** What moves the priors of this system, and what no longer does; nothing at all as long as nobody decided anything. */
export function DecisionTable({ systemId }: { systemId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay('diagnoses:decide');
  const decisions = useSystemDecisions(systemId);
  if (decisions.items.length === 0) return null;
  const columns: Column<Decision>[] = [
    {
      key: 'decision',
      header: t('decision.heading'),
      cell: ({ decision, withdrawn }) => (
        <Text size="sm" td={withdrawn ? 'line-through' : undefined} fw={600}>
          {t(words[decision])}
        </Text>
      ),
    },
    {
      key: 'fault',
      header: t('findings.fault'),
      cell: ({ faultId, fault }) => (
        <>
          {faultId} <Worded text={fault} />
        </>
      ),
    },
    {
      key: 'was',
      header: t('decision.was'),
      isNumber: true,
      cell: ({ confidence, recordingId, recordingName }) => (
        <TextLink
          to="/recordings/$recordingId"
          params={{ recordingId }}
          search={{ tab: 'diagnosis' }}
          hash="findings"
          title={recordingName}
        >
          {format.percent(confidence)}
        </TextLink>
      ),
    },
    { key: 'reason', header: t('decision.reasonHeading'), width: '35%', cell: (one) => <Reason decision={one} /> },
    { key: 'by', header: t('decision.who'), cell: ({ createdBy, createdAt }) => `${createdBy}, ${format.instant(createdAt)}` },
    { key: 'act', header: '', cell: (one) => may && one.withdrawn === null && <WithdrawButton decision={one} /> },
  ];
  return (
    <Stack gap="xs" mt="lg" component="section" id="decisions">
      <Title order={2}>{t('decision.title')}</Title>
      <Text size="sm" c="dimmed">
        {t('decision.explanation')}
      </Text>
      <DataTable caption={t('decision.title')} columns={columns} rows={decisions.items} rowKey={({ id }) => id} />
      <MoreButton list={decisions} />
    </Stack>
  );
}

function Reason({ decision: { reason, withdrawn } }: { decision: Decision }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <Text size="sm">{reason}</Text>
      {withdrawn && (
        <Text size="xs" c="dimmed">
          {t('decision.withdrawnBy', { by: withdrawn.by, at: format.instant(withdrawn.at), reason: withdrawn.reason })}
        </Text>
      )}
    </>
  );
}
