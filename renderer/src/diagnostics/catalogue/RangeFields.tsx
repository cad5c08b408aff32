import { Group } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { DecimalInput } from '../../systems/DecimalInput.tsx';
import type { EntryValues } from './entry-values.ts';

interface RangeFieldsProps {
  form: UseFormReturnType<EntryValues>;
  index: number;
  /** Of the indicator; '1' or '' for a plain number. */
  unit: string;
}

/** Values of the indicator at which a sign begins and is fully there; empty: the limits decide. */
export function RangeFields({ form, index, unit }: RangeFieldsProps) {
  const { t } = useTranslation();
  const inUnit = unit === '' || unit === '1' ? '' : ` (${unit})`;
  return (
    <Group gap="sm" align="flex-start" grow>
      <DecimalInput
        label={`${t('catalogue.rangeFrom')}${inUnit}`}
        description={t('catalogue.rangeUse')}
        {...form.getInputProps(`signs.${index}.rangeFrom`)}
      />
      <DecimalInput
        label={`${t('catalogue.rangeTo')}${inUnit}`}
        description={t('catalogue.rangeDirection')}
        {...form.getInputProps(`signs.${index}.rangeTo`)}
      />
    </Group>
  );
}
