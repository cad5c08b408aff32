import { Group, Text } from '@mantine/core';
import { IconAlertTriangleFilled, IconCircle, IconCircleXFilled, IconDropletFilled, IconTool } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ChannelQuality } from '../../../server/diagnostics/diagnosis.schema.ts';

/** NE 107: failure, function check, out of specification, maintenance required; good is grey. Only for instruments. */
const looks = {
  good: { icon: IconCircle, color: 'var(--state-normal)', label: 'instrument.good' },
  failure: { icon: IconCircleXFilled, color: 'var(--state-alarm)', label: 'instrument.failure' },
  'check-function': { icon: IconTool, color: 'var(--state-attention)', label: 'instrument.check' },
  'out-of-specification': { icon: IconAlertTriangleFilled, color: 'var(--state-attention)', label: 'instrument.outOfSpecification' },
  'maintenance-required': { icon: IconDropletFilled, color: 'var(--state-maintenance)', label: 'instrument.maintenance' },
} as const;

export function InstrumentMark({ status }: { status: ChannelQuality['status'] }) {
  const { t } = useTranslation();
  const look = looks[status];
  return (
    <Group gap={6} wrap="nowrap">
      <look.icon size={16} color={look.color} aria-hidden style={{ flexShrink: 0 }} />
      <Text size="sm" fw={status === 'good' ? 400 : 600}>
        {t(look.label)}
      </Text>
    </Group>
  );
}
