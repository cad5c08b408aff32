import { Autocomplete, Checkbox, MultiSelect, Radio, Select, SimpleGrid, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { type BaselineRequest, baselineApi } from '../../../../server/diagnostics/baselines/baseline.schema.ts';
import type { Job } from '../../../../server/platform/jobs/job.schema.ts';
import type { SystemDetail } from '../../../../server/systems/system.schema.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useRecordings } from '../../measurements/recording.queries.ts';
import { call } from '../../platform/api.ts';
import { DecimalInput, givenOnly } from '../DecimalInput.tsx';
import { useOperatingPoints } from '../operating-points/operating-point.queries.ts';
import { useIndicators } from './limit.queries.ts';

interface BaselineDialogProps {
  detail: SystemDetail;
  isOpen: boolean;
  onClose(): void;
  onStarted(job: Job): void;
}

const empty = {
  recordingId: null as string | null,
  fromS: '' as number | string,
  toS: '' as number | string,
  indicators: [] as string[],
  withHealthyValues: false,
  scope: 'operating-point' as BaselineRequest['scope'],
  pointName: '',
  reason: '',
};

/** Chooses the healthy stretch that limits are derived from. */
export function BaselineDialog({ detail, isOpen, onClose, onStarted }: BaselineDialogProps) {
  const { t } = useTranslation();
  const recordings = useRecordings(detail.system.id);
  const indicators = useIndicators();
  const points = useOperatingPoints(detail.system.id);
  const form = useForm({
    initialValues: empty,
    validate: {
      recordingId: (value) => (value === null ? t('systems.required') : null),
      reason: (value) => (value.trim().length < 5 ? t('limits.reasonRule') : null),
    },
  });
  const start = async ({ recordingId, fromS, toS, indicators: chosen, withHealthyValues, scope, pointName, reason }: typeof empty) => {
    const name = pointName.trim();
    const body: BaselineRequest = {
      ...{ recordingId: recordingId ?? '', scope, reason: reason.trim() },
      ...givenOnly({ fromS, toS }),
      ...(chosen.length > 0 ? { indicators: chosen } : {}),
      ...(withHealthyValues ? { withHealthyValues } : {}),
      ...(scope === 'operating-point' && name !== '' ? { pointName: name } : {}),
    };
    onStarted(await call(baselineApi.capture, { params: { id: detail.system.id }, body }));
  };
  return (
    <FormDialog title={t('limits.capture')} isOpen={isOpen} form={form} onClose={onClose} onSave={start}>
      <Text size="sm" c="dimmed">
        {t('limits.captureUse')}
      </Text>
      <Select
        label={t('limits.recording')}
        data={recordings.items.map(({ id, name }) => ({ value: id, label: name }))}
        searchable
        required
        {...form.getInputProps('recordingId')}
      />
      <SimpleGrid cols={2} spacing="sm">
        <DecimalInput label={t('limits.fromS')} min={0} {...form.getInputProps('fromS')} />
        <DecimalInput label={t('limits.toS')} min={0} {...form.getInputProps('toS')} />
      </SimpleGrid>
      <MultiSelect
        label={t('limits.indicators')}
        description={t('limits.indicatorsUse')}
        data={indicators.map(({ id, name }) => ({ value: id, label: name }))}
        searchable
        {...form.getInputProps('indicators')}
      />
      <Checkbox
        label={t('limits.withHealthyValues')}
        description={t('limits.withHealthyValuesUse')}
        {...form.getInputProps('withHealthyValues', { type: 'checkbox' })}
      />
      <Radio.Group label={t('limits.scope')} {...form.getInputProps('scope')}>
        <Stack gap={4} mt={4}>
          <Radio value="operating-point" label={t('limits.scopePoint')} />
          <Radio value="everywhere" label={t('limits.scopeEverywhere')} />
        </Stack>
      </Radio.Group>
      {form.values.scope === 'operating-point' && (
        <Autocomplete
          label={t('limits.pointName')}
          description={t('limits.pointNameUse')}
          data={points.map(({ name }) => name)}
          {...form.getInputProps('pointName')}
        />
      )}
      <Textarea
        label={t('limits.reason')}
        description={t('limits.captureReason')}
        required
        autosize
        minRows={2}
        {...form.getInputProps('reason')}
      />
    </FormDialog>
  );
}
