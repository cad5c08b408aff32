import { NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type ComponentKind, systemApi } from '../../../server/systems/system.schema.ts';
import { FormDialog } from '../components/FormDialog.tsx';
import { call } from '../platform/api.ts';
import { nameplateKeys, nameplateOf, textKeys, useNameplateLabel } from './nameplate.ts';
import { systemsKey } from './system.queries.ts';

const kinds = Object.keys(nameplateKeys) as ComponentKind[];

interface NewComponentDialogProps {
  systemId: string;
  isOpen: boolean;
  onClose(): void;
}

export function NewComponentDialog({ systemId, isOpen, onClose }: NewComponentDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const label = useNameplateLabel();
  const form = useForm({
    initialValues: { kind: 'pump' as ComponentKind, name: '', nameplate: {} as Record<string, string> },
    validate: { name: (value) => (value.trim() === '' ? t('systems.required') : null) },
  });
  const keys = nameplateKeys[form.values.kind];
  const save = async ({ kind, name, nameplate }: typeof form.values) => {
    const shown = Object.fromEntries(nameplateKeys[kind].map((key) => [key, nameplate[key] ?? '']));
    await call(systemApi.createComponent, { params: { id: systemId }, body: { kind, name, nameplate: nameplateOf(shown) } });
    await client.invalidateQueries({ queryKey: systemsKey });
  };
  return (
    <FormDialog title={t('components.add')} isOpen={isOpen} form={form} onClose={onClose} onSave={save}>
      <NativeSelect
        label={t('components.kind')}
        data={kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        {...form.getInputProps('kind')}
      />
      <TextInput label={t('systems.name')} required {...form.getInputProps('name')} />
      <SimpleGrid cols={2} spacing="sm">
        {keys.map((key) => {
          const { name, unit } = label(key);
          return (
            <TextInput
              key={key}
              label={unit ? `${name} (${unit})` : name}
              inputMode={textKeys.has(key) ? 'text' : 'decimal'}
              value={form.values.nameplate[key] ?? ''}
              onChange={(event) => form.setFieldValue('nameplate', { ...form.values.nameplate, [key]: event.currentTarget.value })}
            />
          );
        })}
      </SimpleGrid>
    </FormDialog>
  );
}
