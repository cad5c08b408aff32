import { Group, Text } from '@mantine/core';
import { IconAlertOctagonFilled, IconAlertTriangleFilled, IconCircle, IconCircleDashed, IconCircleMinus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { IndicatorState, Verdict } from '../../../server/diagnostics/diagnosis.schema.ts';

export type StateWord = Verdict['state'] | IndicatorState | 'not-diagnosed' | 'not-excluded';

/** Severity is shape + word + colour, never colour alone; normal is grey (ISA-101), unknown is never green. */
const looks = {
  normal: { icon: IconCircle, color: 'var(--state-normal)', label: 'state.normal', isAbnormal: false },
  attention: { icon: IconAlertTriangleFilled, color: 'var(--state-attention)', label: 'state.attention', isAbnormal: true },
  warning: { icon: IconAlertTriangleFilled, color: 'var(--state-attention)', label: 'state.warning', isAbnormal: true },
  alarm: { icon: IconAlertOctagonFilled, color: 'var(--state-alarm)', label: 'state.alarm', isAbnormal: true },
  unknown: { icon: IconCircleDashed, color: 'var(--state-unknown)', label: 'state.unknown', isAbnormal: false },
  'no-limit': { icon: IconCircleMinus, color: 'var(--state-unknown)', label: 'state.noLimit', isAbnormal: false },
  'not-evaluated': { icon: IconCircleMinus, color: 'var(--state-unknown)', label: 'state.notEvaluated', isAbnormal: false },
  'not-computable': { icon: IconCircleDashed, color: 'var(--state-unknown)', label: 'state.notComputable', isAbnormal: false },
  'not-excluded': { icon: IconCircleDashed, color: 'var(--state-unknown)', label: 'state.notExcluded', isAbnormal: false },
  'not-diagnosed': { icon: IconCircleDashed, color: 'var(--state-unknown)', label: 'state.notDiagnosed', isAbnormal: false },
} as const;

export function StateMark({ state, size = 16 }: { state: StateWord; size?: number }) {
  const { t } = useTranslation();
  const look = looks[state];
  return (
    <Group gap={6} wrap="nowrap" component="span" display="inline-flex" data-state={state}>
      <look.icon size={size} color={look.color} aria-hidden style={{ flexShrink: 0 }} />
      <Text span fz={size > 16 ? 'md' : 'sm'} fw={look.isAbnormal ? 600 : 400} style={{ whiteSpace: 'nowrap' }}>
        {t(look.label)}
      </Text>
    </Group>
  );
}
