import { Group, Text } from '@mantine/core';
import { IconAlertOctagonFilled, IconAlertTriangleFilled, IconCircleCheck, IconCircleDashed, IconCircleMinus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TestValue } from '../../../../server/diagnostics/guided-tests/guided-test.schema.ts';

/** Shape, word and colour; passed is grey (ISA-101), and what could not be judged is never the mark of passed. */
const looks = {
  pass: { icon: IconCircleCheck, color: 'var(--state-normal)', label: 'guided.pass', isStrong: false },
  warning: { icon: IconAlertTriangleFilled, color: 'var(--state-attention)', label: 'state.warning', isStrong: true },
  alarm: { icon: IconAlertOctagonFilled, color: 'var(--state-alarm)', label: 'state.alarm', isStrong: true },
  'no-limit': { icon: IconCircleMinus, color: 'var(--state-unknown)', label: 'state.noLimit', isStrong: false },
  'not-assessable': { icon: IconCircleDashed, color: 'var(--state-unknown)', label: 'guided.notAssessable', isStrong: false },
  'not-evaluated': { icon: IconCircleDashed, color: 'var(--state-unknown)', label: 'guided.notEvaluated', isStrong: false },
} as const;

export function TestStateMark({ state, size = 16 }: { state: TestValue['state'] | 'not-evaluated'; size?: number }) {
  const { t } = useTranslation();
  const look = looks[state];
  return (
    <Group gap={6} wrap="nowrap" component="span" display="inline-flex" data-state={state}>
      <look.icon size={size} color={look.color} aria-hidden style={{ flexShrink: 0 }} />
      <Text span fz={size > 16 ? 'md' : 'sm'} fw={look.isStrong ? 600 : 400}>
        {t(look.label)}
      </Text>
    </Group>
  );
}
