import { Autocomplete, NativeSelect, Select, SimpleGrid, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Quantity, type SignalId, signalIds } from '../../../server/systems/signal.schema.ts';
import { type SystemDetail, systemApi } from '../../../server/systems/system.schema.ts';
import { FormDialog } from '../components/FormDialog.tsx';
import { call } from '../platform/api.ts';
import { DecimalInput, given, givenOnly } from './DecimalInput.tsx';
import { quantities, quantityUnits } from './quantity-units.ts';
import { systemsKey } from './system.queries.ts';

interface NewChannelDialogProps {
  detail: SystemDetail;
  isOpen: boolean;
  onClose(): void;
}

const empty = {
  name: '',
  quantity: 'pressure' as Quantity,
  unit: 'bar',
  signal: null as SignalId | null,
  componentId: '',
  rangeLow: '' as number | string,
  rangeHigh: '' as number | string,
  accuracyPercentFs: '' as number | string,
};

export function NewChannelDialog({ detail, isOpen, onClose }: NewChannelDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const required = (value: string) => (value.trim() === '' ? t('systems.required') : null);
  const isOrdered = (high: number | string, low: number | string) => (given(high) ?? Infinity) > (given(low) ?? -Infinity);
  const form = useForm({
    initialValues: empty,
    validate: {
      name: required,
      unit: required,
      rangeHigh: (value, all) => (isOrdered(value, all.rangeLow) ? null : t('channels.rangeOrder')),
    },
  });
  const save = async ({ signal, componentId, rangeLow, rangeHigh, accuracyPercentFs, ...words }: typeof empty) => {
    const numbers = givenOnly({ rangeLow, rangeHigh, accuracyPercentFs });
    const body = { ...words, ...numbers, ...(signal && { signal }), ...(componentId && { componentId }) };
    await call(systemApi.createChannel, { params: { id: detail.system.id }, body });
    await client.invalidateQueries({ queryKey: systemsKey });
  };
  return (
    <FormDialog title={t('channels.add')} isOpen={isOpen} form={form} onClose={onClose} onSave={save}>
      <TextInput label={t('systems.name')} description={t('channels.nameUse')} required {...form.getInputProps('name')} />
      <SimpleGrid cols={2} spacing="sm">
        <NativeSelect
          label={t('channels.quantity')}
          data={quantities.map((quantity) => ({ value: quantity, label: t(`quantity.${quantity}`) }))}
          value={form.values.quantity}
          onChange={(event) => {
            const quantity = event.currentTarget.value as Quantity;
            form.setValues({ quantity, unit: quantityUnits[quantity][0] ?? '' });
          }}
        />
        <Autocomplete label={t('channels.unit')} data={[...quantityUnits[form.values.quantity]]} required {...form.getInputProps('unit')} />
      </SimpleGrid>
      <Select
        label={t('channels.signal')}
        description={t('channels.signalUse')}
        data={signalIds.map((id) => ({ value: id, label: `${t(`signal.${id}`)} (${id})` }))}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('channels.clearSignal') }}
        {...form.getInputProps('signal')}
      />
      <NativeSelect
        label={t('components.component')}
        data={[{ value: '', label: '–' }, ...detail.components.map(({ id, name }) => ({ value: id, label: name }))]}
        {...form.getInputProps('componentId')}
      />
      <SimpleGrid cols={3} spacing="sm">
        <DecimalInput label={t('channels.rangeLow')} {...form.getInputProps('rangeLow')} />
        <DecimalInput label={t('channels.rangeHigh')} {...form.getInputProps('rangeHigh')} />
        <DecimalInput label={t('channels.accuracyFs')} min={0} max={100} {...form.getInputProps('accuracyPercentFs')} />
      </SimpleGrid>
    </FormDialog>
  );
}
