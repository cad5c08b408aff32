import { IconStethoscope } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { diagnosisApi } from '../../../server/diagnostics/diagnosis.schema.ts';
import { JobButton } from '../components/JobButton.tsx';
import { call } from '../platform/api.ts';
import { useMay } from '../platform/session.ts';
import { useStartedJob } from '../platform/use-started-job.ts';
import { diagnosesKey, findingsKey, useDiagnosis } from './diagnosis.queries.ts';

export function DiagnoseButton({ recordingId }: { recordingId: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const isFirst = useDiagnosis(recordingId).data === null;
  const onDone = useCallback(() => {
    void client.invalidateQueries({ queryKey: diagnosesKey });
    void client.invalidateQueries({ queryKey: findingsKey });
    void navigate({ to: '/recordings/$recordingId', params: { recordingId }, search: { tab: 'diagnosis' } });
  }, [client, navigate, recordingId]);
  const work = useStartedJob({ start: () => call(diagnosisApi.start, { params: { id: recordingId } }), onDone });
  if (!useMay('diagnoses:run')) return null;
  return (
    <JobButton
      work={work}
      label={isFirst ? t('diagnosis.diagnose') : t('diagnosis.again')}
      icon={<IconStethoscope size={16} aria-hidden />}
      variant={isFirst ? 'filled' : 'default'}
    />
  );
}
