import { Anchor, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Indicator } from '../../../server/diagnostics/diagnosis.schema.ts';
import { useFormat } from '../platform/use-format.ts';
import { EvidenceLink } from './EvidenceLink.tsx';
import { useWording } from './wordings/use-wording.ts';
import { Worded } from './wordings/Worded.tsx';

/** `value ± u unit` that opens the plot (what counts channels: the table of channels), or the reason why there is no value and the measurement that would help. */
export function IndicatorValue({ indicator, recordingId }: { indicator: Indicator; recordingId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const wording = useWording();
  if (indicator.value === null)
    return (
      <Stack gap={0} maw={340}>
        <Text size="sm">{indicator.notComputable ? <Worded text={indicator.notComputable.because} /> : '–'}</Text>
        {indicator.notComputable && (
          <Text size="xs" c="dimmed">
            {t('indicators.wouldNeed')} <Worded text={indicator.notComputable.wouldNeed} />
          </Text>
        )}
      </Stack>
    );
  const text = format.measured(indicator.value, indicator.uncertainty, indicator.unit);
  const first = indicator.inputs[0];
  return (
    <Stack gap={0}>
      <Text size="sm" fw={600} component="div">
        {first ? (
          <EvidenceLink recordingId={recordingId} range={first}>
            {text}
          </EvidenceLink>
        ) : (
          <Anchor
            href="#quality"
            inherit
            title={t('indicators.fromQuality')}
            style={{ display: 'inline-block', minHeight: 24, minWidth: 24 }}
          >
            {text}
          </Anchor>
        )}
      </Text>
      {indicator.notEvaluated && (
        <Text size="xs" maw={340}>
          {t('indicators.notEvaluated', { ...indicator.notEvaluated, because: wording(indicator.notEvaluated.because).text })}
        </Text>
      )}
      {first && (
        <Group gap="xs" fz="xs">
          {indicator.inputs.map((range) => (
            <EvidenceLink key={`${range.channel} ${range.fromS}`} recordingId={recordingId} range={range}>
              {range.channel}
            </EvidenceLink>
          ))}
        </Group>
      )}
    </Stack>
  );
}
