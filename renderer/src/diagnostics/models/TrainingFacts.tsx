import { SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LearnedModel } from '../../../../server/diagnostics/models/model.schema.ts';
import type { Recording } from '../../../../server/measurements/recording.schema.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { FactList } from '../../components/FactList.tsx';
import { TextLink } from '../../components/TextLink.tsx';
import { useRecordings } from '../../measurements/recording.queries.ts';
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
          <SourceTable training={training} systemId={model.systemId} />
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

/** Each source leads to its recording, as long as that is among the system's newest. */
function SourceTable({ training, systemId }: { training: Training; systemId: string }) {
  const { t } = useTranslation();
  const recordings = useRecordings(systemId).items;
  const columns: Column<Training['sources'][number]>[] = [
    { key: 'name', header: t('models.recording'), cell: (source) => <SourceName source={source} recordings={recordings} /> },
    { key: 'hash', header: t('models.seriesHash'), cell: ({ sha256 }) => <Hash value={sha256} length={16} /> },
  ];
  return <DataTable caption={t('models.data')} columns={columns} rows={training.sources} rowKey={({ sha256 }) => sha256} />;
}

function SourceName({ source, recordings }: { source: Training['sources'][number]; recordings: readonly Recording[] }) {
  const recording = recordings.find(({ seriesSha256 }) => seriesSha256 === source.sha256);
  if (recording === undefined) return source.name;
  return (
    <TextLink to="/recordings/$recordingId" params={{ recordingId: recording.id }} search={{ tab: 'plot' }}>
      {source.name}
    </TextLink>
  );
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
