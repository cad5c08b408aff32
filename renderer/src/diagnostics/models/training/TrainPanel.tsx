import { Alert, Group, Paper, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconSchool } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { modelApi } from '../../../../../server/diagnostics/models/model.schema.ts';
import type { Job } from '../../../../../server/platform/jobs/job.schema.ts';
import { JobButton } from '../../../components/JobButton.tsx';
import { call } from '../../../platform/api.ts';
import { useStartedJob } from '../../../platform/use-started-job.ts';
import { DecimalInput } from '../../../systems/DecimalInput.tsx';
import { modelsKey } from '../model.queries.ts';
import { LabelFileButton } from './LabelFileButton.tsx';
import { LabelRows } from './LabelRows.tsx';
import { MeaningRows } from './MeaningRows.tsx';
import { useTraining } from './use-training.ts';

/** Labels of the plant, what they mean, and the button that trains. */
export function TrainPanel({ systemId, onTrained }: { systemId: string; onTrained(modelId: string): void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const training = useTraining();
  const [version, setVersion] = useState<number | null>(null);
  const onDone = useCallback(
    (job: Job) => {
      void client.invalidateQueries({ queryKey: modelsKey });
      onTrained(String(job.result?.modelId));
      setVersion(Number(job.result?.version));
    },
    [client, onTrained],
  );
  const work = useStartedJob({ start: () => call(modelApi.train, { params: { id: systemId }, body: training.request() }), onDone });
  return (
    <Paper withBorder p="md" bg="var(--surface-raised)" component="section" aria-label={t('train.title')}>
      <Stack gap="md">
        <Title order={2} size="h4">
          {t('train.title')}
        </Title>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" maw={800}>
          <TextInput
            label={t('train.target')}
            description={t('train.targetHint')}
            required
            value={training.target}
            onChange={(event) => training.setTarget(event.currentTarget.value)}
          />
          <DecimalInput
            label={t('train.cycleLength')}
            description={t('train.cycleLengthHint')}
            value={training.cycleLength}
            onChange={training.setCycleLength}
            min={0}
          />
        </SimpleGrid>
        {training.file === null && <LabelRows systemId={systemId} training={training} />}
        <LabelFileButton training={training} />
        {training.classes.length > 0 && <MeaningRows training={training} />}
        <Group gap="md">
          {training.isReady ? (
            <JobButton work={work} label={t('train.start')} icon={<IconSchool size={16} aria-hidden />} />
          ) : (
            <Text size="sm" c="dimmed">
              {t('train.incomplete')}
            </Text>
          )}
        </Group>
        {version !== null && (
          <Alert variant="outline" color="gray" role="status">
            {t('train.done', { version })}
          </Alert>
        )}
      </Stack>
    </Paper>
  );
}
