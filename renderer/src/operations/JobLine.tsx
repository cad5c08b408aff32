import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../../server/platform/jobs/job.schema.ts';
import { isActive, useCancelJob } from '../platform/jobs.ts';
import { useMay } from '../platform/session.ts';
import { useProgressText } from './use-progress-text.ts';

/** One job: what it does, how far it is, how fast, how long still, and a way to stop it. */
export function JobLine({ job }: { job: Job }) {
  const { t } = useTranslation();
  const cancel = useCancelJob();
  const mayCancel = useMay('jobs:cancel');
  const text = useProgressText(job);
  const share = job.progress && job.progress.total > 0 ? Math.min(100, (100 * job.progress.done) / job.progress.total) : null;
  return (
    <Stack gap={4} data-job={job.state}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text size="sm" fw={600} truncate title={job.title}>
          {job.title}
        </Text>
        {mayCancel && isActive(job) && (
          <Button size="compact-xs" variant="default" disabled={job.cancelRequested} onClick={() => cancel.mutate(job.id)}>
            {job.cancelRequested ? t('jobs.cancelling') : t('common.cancel')}
          </Button>
        )}
      </Group>
      {isActive(job) && (
        <Progress
          value={share ?? 100}
          striped={share === null}
          animated={share === null}
          size="sm"
          aria-label={t('jobs.progress', { title: job.title })}
        />
      )}
      <Text size="xs" c="dimmed" className="tabular">
        {text}
      </Text>
    </Stack>
  );
}
