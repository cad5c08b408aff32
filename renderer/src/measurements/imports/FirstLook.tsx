import { SimpleGrid, Stack, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FirstLook as Look } from '../../../../server/measurements/first-looks/first-look.schema.ts';
import type { Envelope } from '../../../../server/measurements/recording.schema.ts';
import { curveStyle } from '../../charts/curve-style.ts';
import { LineChart } from '../../charts/LineChart.tsx';
import { useFormat } from '../../platform/use-format.ts';

/** Room for two rows of charts under the line of the upload at 1366 x 768. */
const chartHeight = 150;
const columns = 2;

/** The first curves of a file whose rest is still on its way: enough to see that it is the right one, and read the right way. Drawn once, while the progress beside it moves. */
export const FirstLook = memo(function FirstLook({ look, fileName }: { look: Look; fileName: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { ref, width } = useElementSize();
  return (
    <Stack gap={4} component="section" aria-label={t('firstLook.title')}>
      <Text size="sm" fw={600}>
        {t('firstLook.title')}
      </Text>
      <Text size="xs" c="dimmed">
        {t('firstLook.explanation', { name: fileName, time: format.duration(look.seconds), others: look.others })}
      </Text>
      <SimpleGrid cols={columns} spacing={0} verticalSpacing={0} ref={ref}>
        {width > 0 && look.channels.map((channel) => <Curve key={channel.channel} channel={channel} width={Math.floor(width / columns)} />)}
      </SimpleGrid>
    </Stack>
  );
});

function Curve({ channel, width }: { channel: Envelope; width: number }) {
  const { t } = useTranslation();
  const { name, unit } = channel;
  // The edges of the band have no line of their own.
  const curves = useMemo(() => [0, 0, 1].map((lineWidth) => ({ name, style: curveStyle(0), lineWidth })), [name]);
  const data = useMemo(() => [channel.timeMs.map((ms) => ms / 1000), channel.max, channel.min, channel.mean], [channel]);
  return (
    <LineChart
      {...{ curves, data, width }}
      band={[1, 2]}
      xLabel={t('firstLook.axis')}
      yLabel={unit === '' ? name : `${name} [${unit}]`}
      height={chartHeight}
      label={t('firstLook.curve', { name })}
    />
  );
}
