import { SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LearnedModel } from '../../../../server/diagnostics/models/model.schema.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { FactList } from '../../components/FactList.tsx';
import { useFormat } from '../../platform/use-format.ts';
import { Worded } from '../wordings/Worded.tsx';

type Training = NonNullable<LearnedModel['training']>;

/** Recordings and labels with their hashes, and what the classes mean. */
export function TrainingFacts({ model }: { model: LearnedModel }) {
  const { t } = useTranslation();
  const { training } = model;
  return (
    <Stack gap="sm">
      <FactList facts={[[t('models.basis'), <Worded key="basis" text={model.basis} />]]} />
      {training ? (
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
          <SourceTable training={training} />
          <ClassTable training={training} meanings={model.meanings} />
        </SimpleGrid>
      ) : (
        <Text size="sm">{t('models.noTraining')}</Text>
      )}
      <FactList
        facts={[
          ...(training ? [[t('models.labelsHash'), <Hash key="labels" value={training.labelsSha256} />] as const] : []),
          [t('models.trainingHash'), <Hash key="training" value={model.trainingSha256} />],
          [t('models.modelHash'), <Hash key="model" value={model.modelSha256} />],
        ]}
      />
    </Stack>
  );
}

function Hash({ value, length = value.length }: { value: string; length?: number }) {
  return (
    <Text span size="xs" ff="monospace" title={value} style={{ overflowWrap: 'anywhere' }}>
      {value.slice(0, length)}
    </Text>
  );
}

function SourceTable({ training }: { training: Training }) {
  const { t } = useTranslation();
  const columns: Column<Training['sources'][number]>[] = [
    { key: 'name', header: t('models.recording'), cell: ({ name }) => name },
    { key: 'hash', header: t('models.seriesHash'), cell: ({ sha256 }) => <Hash value={sha256} length={16} /> },
  ];
  return <DataTable caption={t('models.data')} columns={columns} rows={training.sources} rowKey={({ sha256 }) => sha256} />;
}

function ClassTable({ training, meanings = [] }: { training: Training; meanings: LearnedModel['meanings'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const meaning = (name: string): string => {
    const faultIds = meanings.find((one) => one.class === name)?.faultIds;
    if (faultIds === undefined) return t('models.meansNothing');
    return faultIds.length === 0 ? t('models.meansHealthy') : faultIds.join(', ');
  };
  const columns: Column<Training['classes'][number]>[] = [
    { key: 'class', header: t('models.class'), cell: (row) => row.class },
    { key: 'cycles', header: t('models.cycles'), isNumber: true, cell: ({ cycles }) => format.integer(cycles) },
    { key: 'runs', header: t('models.runs'), isNumber: true, cell: ({ runs }) => format.integer(runs) },
    { key: 'means', header: t('models.means'), cell: (row) => meaning(row.class) },
  ];
  return <DataTable caption={t('models.classes')} columns={columns} rows={training.classes} rowKey={(row) => row.class} />;
}
