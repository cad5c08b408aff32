import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AnomalyModel, AnomalyOverview } from '../../../../server/diagnostics/anomalies/anomaly.schema.ts';
import { Loaded } from '../../components/Loaded.tsx';
import { TextLink } from '../../components/TextLink.tsx';
import { useRecording } from '../../measurements/recording.queries.ts';
import { useMay } from '../../platform/session.ts';
import { useFormat } from '../../platform/use-format.ts';
import { AnomalyStrip } from './AnomalyStrip.tsx';
import { useAnomalies, useReference } from './anomaly.queries.ts';
import { LearnReference } from './LearnReference.tsx';
import { StretchTable } from './StretchTable.tsx';

/** Where this recording is unlike what somebody declared usual. It says where to look, not what is wrong. */
export function AnomalySection({ recordingId }: { recordingId: string }) {
  const { t } = useTranslation();
  const mayLearn = useMay('diagnoses:run');
  const reference = useReference(useRecording(recordingId).data?.recording.systemId);
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('anomaly.explanation')}
      </Text>
      <Loaded query={reference}>
        {(model) => (model === null ? <Text>{t('anomaly.none')}</Text> : <Judged recordingId={recordingId} model={model} />)}
      </Loaded>
      {mayLearn && <LearnReference recordingId={recordingId} />}
    </Stack>
  );
}

function Judged({ recordingId, model }: { recordingId: string; model: AnomalyModel }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { reference, createdBy, createdAt } = model;
  const words = {
    rows: reference.rows,
    from: reference.fromRow + 1,
    name: reference.recordingName,
    by: createdBy,
    at: format.instant(createdAt),
  };
  return (
    <Stack gap="sm">
      <Loaded query={useAnomalies(recordingId, model.id)}>{(data) => <Overview recordingId={recordingId} overview={data} />}</Loaded>
      <Text size="xs" c="dimmed">
        <TextLink to="/recordings/$recordingId" params={{ recordingId: reference.recordingId }} search={{ tab: 'plot' }}>
          {t('anomaly.reference', words)}
        </TextLink>
      </Text>
    </Stack>
  );
}

function Overview({ recordingId, overview }: { recordingId: string; overview: AnomalyOverview }) {
  const { t } = useTranslation();
  const { rows, judgedRows, stretches, stretchCount, notWatched } = overview;
  return (
    <Stack gap="sm">
      <Text fw={600}>{t('anomaly.count', { count: stretchCount })}</Text>
      <AnomalyStrip overview={overview} />
      {stretches.length > 0 && <StretchTable recordingId={recordingId} stretches={stretches} />}
      {stretchCount > stretches.length && <Text size="sm">{t('anomaly.more', { count: stretchCount - stretches.length })}</Text>}
      {judgedRows < rows && <Text size="sm">{t('anomaly.notJudged', { count: rows - judgedRows, rows })}</Text>}
      {(['constant', 'missing'] as const).map((reason) => {
        const channels = notWatched.filter((one) => one.reason === reason).map(({ channel }) => channel);
        return channels.length === 0 ? null : (
          <Text key={reason} size="sm">
            {t(reason === 'constant' ? 'anomaly.constant' : 'anomaly.missing', { channels: channels.join(', ') })}
          </Text>
        );
      })}
    </Stack>
  );
}
