import { Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LearnedModel } from '../../../../server/diagnostics/models/model.schema.ts';
import { AbstentionTable } from './AbstentionTable.tsx';
import { ConfusionMatrix } from './ConfusionMatrix.tsx';
import { ReliabilityPlot } from './ReliabilityPlot.tsx';
import { TrainingFacts } from './TrainingFacts.tsx';
import { ValidationTable } from './ValidationTable.tsx';

/** One version with everything that says how far it can be trusted. */
export function ModelDetail({ model }: { model: LearnedModel }) {
  const { t } = useTranslation();
  const { byRuns } = model;
  const name = t('models.detail', { target: model.target, version: model.version });
  return (
    <Stack gap="md" component="section" aria-label={name}>
      <Title order={2}>{name}</Title>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Part title={t('models.validation')}>
          <ValidationTable model={model} />
        </Part>
        <Part title={t('models.confusion')}>
          <ConfusionMatrix validation={byRuns} />
        </Part>
        <Part title={t('models.calibration')} note={t('models.calibrationWhy')}>
          <ReliabilityPlot bins={byRuns.reliability} />
        </Part>
        <Part title={t('models.abstention')} note={t('models.abstentionWhy')}>
          <AbstentionTable open={byRuns.open} />
        </Part>
      </SimpleGrid>
      <Part title={t('models.data')}>
        <TrainingFacts model={model} />
      </Part>
    </Stack>
  );
}

function Part({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <Paper withBorder p="md" bg="var(--surface-raised)">
      <Stack gap="xs">
        <Title order={3} size="h5">
          {title}
        </Title>
        {note && (
          <Text size="xs" c="dimmed">
            {note}
          </Text>
        )}
        {children}
      </Stack>
    </Paper>
  );
}
