import { NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type LimitSource, type NewLimit, type SystemDetail, systemApi } from '../../../server/systems/system.schema.ts';
import { FormDialog } from '../components/FormDialog.tsx';
import { call } from '../platform/api.ts';
import { DecimalInput, givenOnly } from './DecimalInput.tsx';
import { systemsKey } from './system.queries.ts';
import { useLimitForm } from './use-limit-form.ts';

const sources: readonly LimitSource['type'][] = ['plant', 'manual', 'standard', 'baseline', 'default'];

interface NewLimitDialogProps {
  detail: SystemDetail;
  isOpen: boolean;
  onClose(): void;
}

export function NewLimitDialog({ detail, isOpen, onClose }: NewLimitDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const form = useLimitForm();
  const { values } = form;
  const channel = detail.channels.find(({ id }) => id === values.channelId) ?? detail.channels[0];
  const unit = values.unit || (values.subjectType === 'channel' ? (channel?.unit ?? '') : '%');
  const save = async ({ subjectType, indicatorId, reference, sourceType, alarmLow, warningLow, warningHigh, alarmHigh }: typeof values) => {
    const subject = subjectType === 'channel' ? (channel?.id ?? '') : indicatorId.trim();
    const numbers = givenOnly({ alarmLow, warningLow, warningHigh, alarmHigh });
    const body: NewLimit = { subjectType, subject, unit, ...numbers, source: { type: sourceType, reference } };
    await call(systemApi.createLimit, { params: { id: detail.system.id }, body });
    await client.invalidateQueries({ queryKey: systemsKey });
  };
  return (
    <FormDialog title={t('limits.add')} isOpen={isOpen} form={form} onClose={onClose} onSave={save}>
      <SimpleGrid cols={2} spacing="sm">
        <NativeSelect
          label={t('limits.for')}
          data={[
            { value: 'channel', label: t('limits.channel') },
            { value: 'indicator', label: t('limits.indicator') },
          ]}
          {...form.getInputProps('subjectType')}
        />
        {values.subjectType === 'channel' ? (
          <NativeSelect
            label={t('limits.channel')}
            data={detail.channels.map(({ id, name }) => ({ value: id, label: name }))}
            {...form.getInputProps('channelId')}
            value={channel?.id ?? ''}
          />
        ) : (
          <TextInput label={t('limits.indicator')} placeholder="pump-volumetric-efficiency" {...form.getInputProps('indicatorId')} />
        )}
      </SimpleGrid>
      <TextInput label={t('channels.unit')} required {...form.getInputProps('unit')} value={unit} />
      <SimpleGrid cols={2} spacing="sm">
        <DecimalInput label={t('limits.warningLow')} {...form.getInputProps('warningLow')} />
        <DecimalInput label={t('limits.warningHigh')} {...form.getInputProps('warningHigh')} />
        <DecimalInput label={t('limits.alarmLow')} {...form.getInputProps('alarmLow')} />
        <DecimalInput label={t('limits.alarmHigh')} {...form.getInputProps('alarmHigh')} />
      </SimpleGrid>
      <NativeSelect
        label={t('limits.sourceType')}
        data={sources.map((type) => ({ value: type, label: t(`source.${type}`) }))}
        {...form.getInputProps('sourceType')}
      />
      <TextInput label={t('limits.source')} description={t('limits.sourceUse')} required {...form.getInputProps('reference')} />
    </FormDialog>
  );
}
