import { Alert, List, Progress, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../../../server/platform/jobs/job.schema.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Worded } from '../../diagnostics/wordings/Worded.tsx';
import { isActive, useJob } from '../../platform/jobs.ts';
import { systemsKey } from '../system.queries.ts';
import { useIndicators } from './limit.queries.ts';

/** How far the derivation is, and at the end what was proposed and what was not, with the reasons. */
export function BaselineProgress({ jobId, onClose }: { jobId: string; onClose(): void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const job = useJob(jobId).data;
  const isDone = job?.state === 'done';
  useEffect(() => {
    if (isDone) void client.invalidateQueries({ queryKey: systemsKey });
  }, [isDone, client]);
  if (!job || isActive(job)) {
    const share = job?.progress && job.progress.total > 0 ? (100 * job.progress.done) / job.progress.total : 0;
    return (
      <Stack gap={4} role="status">
        <Text size="sm">{t('limits.capturing')}</Text>
        <Progress value={share} aria-label={t('limits.capturing')} />
      </Stack>
    );
  }
  if (job.problem) return <ProblemAlert problem={job.problem} />;
  return <Outcome result={job.result ?? {}} onClose={onClose} />;
}

interface Refused {
  indicator: string;
  because: string;
}

function Outcome({ result, onClose }: { result: NonNullable<Job['result']>; onClose(): void }) {
  const { t } = useTranslation();
  const indicators = useIndicators();
  const name = (id: string) => indicators.find((known) => known.id === id)?.name ?? id;
  const listOf = <T,>(value: unknown): T[] => (Array.isArray(value) ? value : []);
  const open = listOf<string>(result.open);
  const refused = listOf<Refused>(result.refused);
  return (
    <Alert
      variant="outline"
      color="gray"
      title={t('limits.captured', { count: listOf(result.proposed).length })}
      withCloseButton
      closeButtonLabel={t('common.close')}
      onClose={onClose}
      role="status"
      styles={{ title: { color: 'var(--mantine-color-text)' } }}
    >
      {open.length > 0 && <Text size="sm">{t('limits.capturedOpen', { names: open.map(name).join(', ') })}</Text>}
      {refused.length > 0 && (
        <details>
          <summary>{t('limits.capturedRefused', { count: refused.length })}</summary>
          <List size="sm">
            {refused.map(({ indicator, because }) => (
              <List.Item key={indicator}>
                {name(indicator)}: <Worded text={because} />
              </List.Item>
            ))}
          </List>
        </details>
      )}
    </Alert>
  );
}
