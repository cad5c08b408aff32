import { Group, Text } from '@mantine/core';
import { IconArrowDownRight, IconArrowUpRight, IconCircleDashed, IconEqual, IconExchange } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ComparedIndicator } from '../../../../server/diagnostics/comparisons/comparison.schema.ts';

/** Shape and word; only what is worse gets a colour. */
const looks = {
  better: { icon: IconArrowUpRight, label: 'comparison.better', isStrong: true },
  worse: { icon: IconArrowDownRight, label: 'comparison.worse', isStrong: true },
  changed: { icon: IconExchange, label: 'comparison.changed', isStrong: false },
  'no-clear-change': { icon: IconEqual, label: 'comparison.noClearChange', isStrong: false },
  'not-comparable': { icon: IconCircleDashed, label: 'comparison.notComparable', isStrong: false },
} as const;

export function OutcomeMark({ outcome }: { outcome: ComparedIndicator['outcome'] }) {
  const { t } = useTranslation();
  const look = looks[outcome];
  const color = outcome === 'worse' ? 'var(--state-attention)' : undefined;
  return (
    <Group gap={6} wrap="nowrap" component="span" display="inline-flex">
      <look.icon size={16} color={color} aria-hidden style={{ flexShrink: 0 }} />
      <Text span size="sm" fw={look.isStrong ? 600 : 400}>
        {t(look.label)}
      </Text>
    </Group>
  );
}
