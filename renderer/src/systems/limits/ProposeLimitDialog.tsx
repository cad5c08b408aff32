import { NativeSelect, Select, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Limit, limitApi } from '../../../../server/systems/limits/limit.schema.ts';
import type { SystemDetail } from '../../../../server/systems/system.schema.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { call } from '../../platform/api.ts';
import { DecimalInput } from '../DecimalInput.tsx';
import { useOperatingPoints } from '../operating-points/operating-point.queries.ts';
import { systemsKey } from '../system.queries.ts';
import { ConditionFields } from './ConditionFields.tsx';
import { useIndicators } from './limit.queries.ts';
import { pointsFor, proposalOf, sourceTypes, useLimitForm } from './use-limit-form.ts';

interface ProposeLimitDialogProps {
  detail: SystemDetail;
  /** The version to start from; null: a new limit. */
  from: Limit | null;
  isOpen: boolean;
  onClose(): void;
}

export function ProposeLimitDialog({ detail, from, isOpen, onClose }: ProposeLimitDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const indicators = useIndicators();
  const form = useLimitForm(from);
  const { values } = form;
  const points = pointsFor(from, useOperatingPoints(detail.system.id));
  const subjects: readonly { id: string; name: string; unit: string }[] = values.subjectType === 'channel' ? detail.channels : indicators;
  const unit = subjects.find(({ id }) => id === values.subject)?.unit ?? '';
  const withUnit = (label: string) => (unit === '' ? label : `${label} (${unit})`);
  const save = async () => {
    await call(limitApi.propose, { params: { id: detail.system.id }, body: proposalOf(values, unit, points) });
    await client.invalidateQueries({ queryKey: systemsKey });
  };
  return (
    <FormDialog title={t(from ? 'limits.change' : 'limits.add')} isOpen={isOpen} form={form} onClose={onClose} onSave={save} size="lg">
      <SimpleGrid cols={2} spacing="sm">
        <NativeSelect
          label={t('limits.for')}
          disabled={from !== null}
          data={(['channel', 'indicator'] as const).map((value) => ({ value, label: t(`limits.${value}`) }))}
          {...form.getInputProps('subjectType')}
          onChange={(event) => form.setValues({ subjectType: event.currentTarget.value as Limit['subjectType'], subject: null })}
        />
        <Select
          label={t(`limits.${values.subjectType}`)}
          disabled={from !== null}
          data={subjects.map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          required
          {...form.getInputProps('subject')}
        />
      </SimpleGrid>
      <SimpleGrid cols={2} spacing="sm">
        {(['warningLow', 'warningHigh', 'alarmLow', 'alarmHigh', 'deadband'] as const).map((key) => (
          <DecimalInput
            key={key}
            label={withUnit(t(`limits.${key}`))}
            {...(key === 'deadband' ? { min: 0 } : {})}
            {...form.getInputProps(key)}
          />
        ))}
        <DecimalInput label={t('limits.delaySeconds')} min={0} {...form.getInputProps('delaySeconds')} />
        <DecimalInput label={t('limits.delayCycles')} min={0} allowDecimal={false} {...form.getInputProps('delayCycles')} />
      </SimpleGrid>
      <Select
        label={t('limits.point')}
        description={t('limits.pointUse')}
        disabled={from !== null}
        clearable
        placeholder={t('limits.everywhere')}
        data={points.map(({ name }) => name)}
        {...form.getInputProps('point')}
      />
      <ConditionFields form={form} detail={detail} />
      <NativeSelect
        label={t('limits.sourceType')}
        data={sourceTypes.map((type) => ({ value: type, label: t(`source.${type}`) }))}
        {...form.getInputProps('sourceType')}
      />
      <TextInput label={t('limits.source')} description={t('limits.sourceUse')} required {...form.getInputProps('reference')} />
      <Textarea
        label={t('limits.reason')}
        description={t('limits.reasonUse')}
        required
        autosize
        minRows={2}
        {...form.getInputProps('reason')}
      />
    </FormDialog>
  );
}
