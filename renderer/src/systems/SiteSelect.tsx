import { Select, type SelectProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSites } from './system.queries.ts';

/** One site, or all of them when none is chosen. */
export function SiteSelect(props: Pick<SelectProps, 'value' | 'onChange'>) {
  const { t } = useTranslation();
  return (
    <Select
      label={t('dataExport.site')}
      placeholder={t('dataExport.allSites')}
      data={useSites().items.map(({ id, name }) => ({ value: id, label: name }))}
      clearable
      clearButtonProps={{ 'aria-label': t('dataExport.allSites') }}
      {...props}
    />
  );
}
