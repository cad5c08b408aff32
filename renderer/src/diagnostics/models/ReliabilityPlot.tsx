import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LearnedModel } from '../../../../server/diagnostics/models/model.schema.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { useFormat } from '../../platform/use-format.ts';
import classes from './ReliabilityPlot.module.css';
import { useShare } from './use-share.ts';

type Bin = NonNullable<LearnedModel['byRuns']['reliability']>[number];

const size = 150;
const margin = 8;
const at = (share: number): number => margin + share * (size - 2 * margin);

/** Probability said against share found right; the numbers stand beside the picture. */
export function ReliabilityPlot({ bins }: { bins: readonly Bin[] | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const share = useShare();
  if (bins === undefined) return <Text size="sm">{t('models.notRecorded')}</Text>;
  const most = Math.max(1, ...bins.map(({ cycles }) => cycles));
  const columns: Column<Bin>[] = [
    { key: 'said', header: t('models.said'), isNumber: true, cell: ({ probability }) => share(probability) },
    { key: 'found', header: t('models.found'), isNumber: true, cell: ({ accuracy }) => share(accuracy) },
    { key: 'cycles', header: t('models.cycles'), isNumber: true, cell: ({ cycles }) => format.integer(cycles) },
  ];
  return (
    <Group gap="md" align="flex-start">
      <svg width={size} height={size} role="img" aria-label={t('models.reliability', { count: bins.length })} className={classes.frame}>
        <line x1={at(0)} y1={size - at(0)} x2={at(1)} y2={size - at(1)} className={classes.ideal} />
        {bins.map(({ probability, accuracy, cycles }) => (
          <circle
            key={probability}
            cx={at(probability)}
            cy={size - at(accuracy)}
            r={3 + 4 * Math.sqrt(cycles / most)}
            className={classes.dot}
          />
        ))}
      </svg>
      <DataTable caption={t('models.calibration')} columns={columns} rows={bins} rowKey={({ probability }) => `${probability}`} />
    </Group>
  );
}
