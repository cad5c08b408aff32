import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Stands wherever simulated data could be mistaken for measured data. */
export function SimulatedBadge() {
  const { t } = useTranslation();
  return (
    <Badge variant="outline" color="gray" radius="sm" c="var(--mantine-color-text)">
      {t('systems.simulated')}
    </Badge>
  );
}
