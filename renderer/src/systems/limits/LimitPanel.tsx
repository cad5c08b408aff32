import { Button, Group, Stack, Switch, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus, IconTarget } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Limit, limitApi } from '../../../../server/systems/limits/limit.schema.ts';
import type { SystemDetail } from '../../../../server/systems/system.schema.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { ReasonButton } from '../../components/ReasonButton.tsx';
import { call } from '../../platform/api.ts';
import { useMay } from '../../platform/session.ts';
import { OperatingPointSection } from '../operating-points/OperatingPointSection.tsx';
import { systemsKey } from '../system.queries.ts';
import { BaselineDialog } from './BaselineDialog.tsx';
import { BaselineProgress } from './BaselineProgress.tsx';
import { ApproveAllButton, ProposalActions } from './LimitActions.tsx';
import { LimitTable } from './LimitTable.tsx';
import { useLimitVersions, useProposedLimits } from './limit.queries.ts';
import { ProposeLimitDialog } from './ProposeLimitDialog.tsx';

/** Limits of a system: what is in force, what waits for a second person, and every version there ever was. */
export function LimitPanel({ detail }: { detail: SystemDetail }) {
  const { t } = useTranslation();
  const mayPropose = useMay('limits:propose');
  const proposed = useProposedLimits(detail.system.id).data ?? [];
  const [isHistoryOpen, setHistoryOpen] = useState(false);
  const [isBaselineOpen, baseline] = useDisclosure(false);
  const [jobId, setJobId] = useState<string | null>(null);
  const [editing, setEditing] = useState<{ from: Limit | null } | null>(null);
  const changes = (limit: Limit) =>
    mayPropose && (
      <Group gap={4}>
        <Button size="compact-xs" variant="default" onClick={() => setEditing({ from: limit })}>
          {t('limits.change')}
        </Button>
        <ReasonButton
          label={t('limits.retire')}
          refresh={systemsKey}
          onSave={(reason) => call(limitApi.proposeRetirement, { params: { id: limit.id }, body: { reason } })}
        />
      </Group>
    );
  return (
    <Stack gap="md">
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" c="dimmed">
          {t('limits.explanation')}
        </Text>
        {mayPropose && (
          <Group gap="xs" wrap="nowrap" style={{ flexShrink: 0 }}>
            <Button size="xs" variant="default" leftSection={<IconTarget size={14} aria-hidden />} onClick={baseline.open}>
              {t('limits.capture')}
            </Button>
            <Button size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setEditing({ from: null })}>
              {t('limits.add')}
            </Button>
          </Group>
        )}
      </Group>
      {jobId && <BaselineProgress jobId={jobId} onClose={() => setJobId(null)} />}
      {proposed.length > 0 && (
        <section>
          <Group justify="space-between" mb="xs">
            <Title order={2} size="h5">
              {t('limits.proposals', { count: proposed.length })}
            </Title>
            <ApproveAllButton limits={proposed} />
          </Group>
          <LimitTable
            caption={t('limits.proposals', { count: proposed.length })}
            detail={detail}
            limits={proposed}
            actions={(limit) => <ProposalActions limit={limit} />}
          />
        </section>
      )}
      <section>
        <Title order={2} size="h5" mb="xs">
          {t('limits.inForce')}
        </Title>
        {detail.limits.length === 0 ? (
          <EmptyState text={t('limits.empty')} />
        ) : (
          <LimitTable caption={t('limits.inForce')} detail={detail} limits={detail.limits} {...(mayPropose ? { actions: changes } : {})} />
        )}
      </section>
      <Switch label={t('limits.showVersions')} checked={isHistoryOpen} onChange={(event) => setHistoryOpen(event.currentTarget.checked)} />
      {isHistoryOpen && <VersionList detail={detail} />}
      <OperatingPointSection detail={detail} />
      <BaselineDialog detail={detail} isOpen={isBaselineOpen} onClose={baseline.close} onStarted={({ id }) => setJobId(id)} />
      {editing && <ProposeLimitDialog detail={detail} from={editing.from} isOpen onClose={() => setEditing(null)} />}
    </Stack>
  );
}

function VersionList({ detail }: { detail: SystemDetail }) {
  const { t } = useTranslation();
  const versions = useLimitVersions(detail.system.id);
  return (
    <section>
      <Title order={2} size="h5" mb="xs">
        {t('limits.versions')}
      </Title>
      <LimitTable caption={t('limits.versions')} detail={detail} limits={versions.items} />
      <MoreButton list={versions} />
    </section>
  );
}
