import { Stack, Text, UnstyledButton } from '@mantine/core';
import { IconCheck, IconCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TestRun } from '../../../../server/diagnostics/guided-tests/test-run.schema.ts';
import { useFormat } from '../../platform/use-format.ts';
import { useSentence } from './use-sentence.ts';

/** All steps with who ticked them off and when; a step is opened by pressing it. */
export function StepList({ run, shown, onShow }: { run: TestRun; shown: number; onShow(step: number): void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sentence = useSentence();
  return (
    <Stack gap={2} component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
      {run.test.steps.map(({ id, title }, index) => {
        const tick = run.ticks.find(({ stepId }) => stepId === id);
        const Icon = tick?.doneAt ? IconCheck : IconCircle;
        return (
          <li key={id}>
            <UnstyledButton
              onClick={() => onShow(index)}
              aria-current={index === shown ? 'step' : undefined}
              style={{ display: 'flex', gap: 8, alignItems: 'center', minHeight: 28, width: '100%' }}
            >
              <Icon size={16} aria-hidden style={{ flexShrink: 0 }} />
              <Text size="sm" fw={index === shown ? 600 : 400}>
                {sentence(title)}
              </Text>
              <Text size="xs" c="dimmed" ml="auto" ta="right">
                {[tick?.doneAt && t('guided.stepDone', { at: format.instant(tick.doneAt), by: tick.doneBy ?? '' }), tick?.note]
                  .filter(Boolean)
                  .join(' · ')}
              </Text>
            </UnstyledButton>
          </li>
        );
      })}
    </Stack>
  );
}
