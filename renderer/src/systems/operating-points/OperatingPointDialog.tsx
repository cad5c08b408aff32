import { Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type OperatingPoint, operatingPointApi } from '../../../../server/systems/operating-points/operating-point.schema.ts';
import type { SignalId } from '../../../../server/systems/signal.schema.ts';
import type { SystemDetail } from '../../../../server/systems/system.schema.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { call } from '../../platform/api.ts';
import { given } from '../DecimalInput.tsx';
import { WindowFields } from '../limits/WindowFields.tsx';
import { measuredSignals, type WindowValues, windowsOf, windowValues } from '../limits/window-values.ts';
import { systemsKey } from '../system.queries.ts';

/** Pressure, speed, flow and oil temperature say where a system works; what it does not measure is left out. */
const usual: readonly SignalId[] = ['p_P', 'n', 'Q_P', 'T_T'];

interface OperatingPointDialogProps {
  detail: SystemDetail;
  /** null: a new one. */
  from: OperatingPoint | null;
  onClose(): void;
}

export function OperatingPointDialog({ detail, from, onClose }: OperatingPointDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const choices = measuredSignals(detail);
  const offered = usual.flatMap((signal) => choices.find((one) => one.signal === signal) ?? []);
  const isEmpty = ({ atLeast, atMost }: WindowValues) => given(atLeast) === undefined && given(atMost) === undefined;
  const form = useForm({
    initialValues: {
      name: from?.name ?? '',
      within: (from?.within ?? offered.map((one) => ({ ...one, atLeast: null, atMost: null }))).map(windowValues),
    },
    validate: {
      name: (value) => (value.trim() === '' ? t('systems.required') : null),
      within: {
        signal: (value, all, path) => (value === null && !isEmpty(rowOf(all.within, path)) ? t('systems.required') : null),
        atLeast: (_, all, path) => (all.within.every(isEmpty) && path.startsWith('within.0.') ? t('limits.oneBound') : null),
      },
    },
  });
  const save = async ({ name, within }: typeof form.values) => {
    const windows = windowsOf(within.filter((one) => !isEmpty(one)));
    if (from) await call(operatingPointApi.update, { params: { id: from.id }, body: { within: windows, version: from.version } });
    else await call(operatingPointApi.create, { params: { id: detail.system.id }, body: { name: name.trim(), within: windows } });
    await client.invalidateQueries({ queryKey: systemsKey });
  };
  return (
    <FormDialog title={t(from ? 'points.change' : 'points.add')} isOpen form={form} onClose={onClose} onSave={save} size="lg">
      <Text size="sm" c="dimmed">
        {t(from ? 'points.changeUse' : 'points.addUse')}
      </Text>
      <TextInput label={t('systems.name')} required disabled={from !== null} {...form.getInputProps('name')} />
      <WindowFields
        windows={form.values.within}
        choices={choices}
        onChange={(within) => form.setFieldValue('within', within)}
        errorAt={(place) => form.errors[`within.${place}`]}
      />
    </FormDialog>
  );
}

function rowOf(rows: readonly WindowValues[], path: string): WindowValues {
  return rows[Number(path.split('.')[1])] ?? { key: '', signal: null, unit: '', atLeast: '', atMost: '' };
}
