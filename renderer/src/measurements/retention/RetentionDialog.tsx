import { Checkbox, NumberInput, Switch } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type RetentionPolicy, retentionApi, type StorageUse } from '../../../../server/measurements/retention/retention.schema.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { call } from '../../platform/api.ts';

interface DialogProps {
  system: Pick<StorageUse, 'systemId' | 'systemName'>;
  onClose(): void;
}

/** Reads the policy first: what is changed is what was read. */
export function RetentionDialog({ system, onClose }: DialogProps) {
  const params = { id: system.systemId };
  const policy = useQuery({
    queryKey: ['retention', system.systemId],
    queryFn: ({ signal }) => call(retentionApi.get, { params }, signal),
    gcTime: 0,
  });
  return policy.data ? <PolicyForm system={system} policy={policy.data} onClose={onClose} /> : null;
}

function PolicyForm({ system, policy, onClose }: DialogProps & { policy: RetentionPolicy }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const form = useForm({
    initialValues: { hasTerm: policy.keepDays !== null, keepDays: policy.keepDays ?? 365, allowsRemoval: policy.allowsRemoval },
  });
  const save = async ({ hasTerm, keepDays, allowsRemoval }: typeof form.values) => {
    const body = { keepDays: hasTerm ? keepDays : null, allowsRemoval, version: policy.version };
    await call(retentionApi.change, { params: { id: system.systemId }, body });
    await client.invalidateQueries({ queryKey: ['storage'] });
  };
  return (
    <FormDialog title={t('retention.title', { system: system.systemName })} isOpen form={form} onClose={onClose} onSave={save}>
      <Switch
        label={t('retention.hasTerm')}
        description={t('retention.hasTermUse')}
        {...form.getInputProps('hasTerm', { type: 'checkbox' })}
      />
      {form.values.hasTerm && (
        <NumberInput
          label={t('retention.keepDays')}
          description={t('retention.keepDaysUse')}
          min={1}
          max={36_500}
          allowDecimal={false}
          {...form.getInputProps('keepDays')}
        />
      )}
      <Checkbox
        label={t('retention.allowsRemoval')}
        description={t('retention.allowsRemovalUse')}
        {...form.getInputProps('allowsRemoval', { type: 'checkbox' })}
      />
    </FormDialog>
  );
}
