import { Group, NumberInput } from '@mantine/core';
import { IconSchool } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { anomalyApi } from '../../../../server/diagnostics/anomalies/anomaly.schema.ts';
import { JobButton } from '../../components/JobButton.tsx';
import { call } from '../../platform/api.ts';
import { useStartedJob } from '../../platform/use-started-job.ts';
import { anomaliesKey } from './anomaly.queries.ts';

/** Declares the first rows of this recording usual; from then on every recording of the system is compared with them. */
export function LearnReference({ recordingId }: { recordingId: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [rows, setRows] = useState(600);
  const onDone = useCallback(() => void client.invalidateQueries({ queryKey: anomaliesKey }), [client]);
  const work = useStartedJob({ start: () => call(anomalyApi.learn, { params: { id: recordingId }, body: { rows } }), onDone });
  return (
    <Group align="flex-end" gap="sm">
      <NumberInput
        label={t('anomaly.rows')}
        description={t('anomaly.rowsHelp')}
        value={rows}
        onChange={(value) => setRows(Number(value) || 0)}
        min={120}
        max={500_000}
        allowDecimal={false}
        w={440}
      />
      <JobButton work={work} label={t('anomaly.learn')} icon={<IconSchool size={16} aria-hidden />} variant="default" />
    </Group>
  );
}
