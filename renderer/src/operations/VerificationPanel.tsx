import { Group, Stack, Text, Title } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type VerificationResult,
  verificationApi,
  verificationKind,
} from '../../../server/measurements/verifications/verification.schema.ts';
import { JobButton } from '../components/JobButton.tsx';
import { call } from '../platform/api.ts';
import { useJobs } from '../platform/jobs.ts';
import { useMay } from '../platform/session.ts';
import { useStartedJob } from '../platform/use-started-job.ts';
import { VerificationOutcome } from './VerificationOutcome.tsx';

/** Is every stored byte still what was written? Started by hand; what the last run found stays in sight. */
export function VerificationPanel() {
  const { t } = useTranslation();
  const mayStart = useMay('operations:verify');
  // The list of jobs is kept fresh by the frame.
  const onDone = useCallback(() => undefined, []);
  const work = useStartedJob({ start: () => call(verificationApi.start, { body: {} }), onDone });
  const last = useJobs().data?.items.find((job) => job.kind === verificationKind && job.state === 'done');
  return (
    <Stack component="section" mt="xl" gap="sm" aria-labelledby="verification-title">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={2} size="h4" id="verification-title">
            {t('verification.title')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('verification.explanation')}
          </Text>
        </div>
        {mayStart && (
          <JobButton work={work} label={t('verification.start')} icon={<IconShieldCheck size={16} aria-hidden />} variant="default" />
        )}
      </Group>
      {last ? (
        <VerificationOutcome finishedAt={last.finishedAt} result={last.result as unknown as VerificationResult} />
      ) : (
        <Text size="sm">{t('verification.never')}</Text>
      )}
    </Stack>
  );
}
