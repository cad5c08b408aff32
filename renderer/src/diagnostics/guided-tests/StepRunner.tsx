import { Button, Group, Paper, Progress, Stack, Text, Title } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TestRun } from '../../../../server/diagnostics/guided-tests/test-run.schema.ts';
import { useFormat } from '../../platform/use-format.ts';
import { useTick } from './guided-test.queries.ts';
import { HoldTimer } from './HoldTimer.tsx';
import { StepList } from './StepList.tsx';
import { StepNote } from './StepNote.tsx';
import { useSentence } from './use-sentence.ts';

/** One step at a time with controls for hands in gloves; what is ticked is kept at once, with the time. */
export function StepRunner({ run, mayRun }: { run: TestRun; mayRun: boolean }) {
  const { t } = useTranslation();
  const { steps } = run.test;
  const isDone = (id: string) => run.ticks.some(({ stepId, doneAt }) => stepId === id && doneAt !== null);
  const firstOpen = steps.findIndex(({ id }) => !isDone(id));
  const [shown, setShown] = useState(firstOpen < 0 ? steps.length - 1 : firstOpen);
  const [isBusy, setBusy] = useState(false);
  const tick = useTick(run);
  const step = steps[shown];
  if (!step) return null;
  const done = isDone(step.id);
  const toggle = async () => {
    setBusy(true);
    try {
      await tick(step.id, { isDone: !done });
      if (!done && shown < steps.length - 1) setShown(shown + 1);
    } finally {
      setBusy(false);
    }
  };
  const count = steps.filter(({ id }) => isDone(id)).length;
  return (
    <Paper withBorder p="md" bg="var(--surface-raised)" component="section" aria-label={t('guided.steps')}>
      <Stack gap="md">
        <Progress value={(100 * count) / steps.length} color="gray" size="lg" aria-label={t('guided.steps')} />
        <StepText run={run} shown={shown} />
        {!done && mayRun && step.holdS !== null && <HoldTimer key={step.id} seconds={step.holdS} />}
        {mayRun && (
          <Button
            size="xl"
            h={72}
            leftSection={<IconCheck size={28} aria-hidden />}
            variant={done ? 'default' : 'filled'}
            disabled={isBusy}
            onClick={() => void toggle()}
          >
            {t(done ? 'guided.undo' : 'guided.done')}
          </Button>
        )}
        <Group grow>
          <Button
            size="lg"
            h={56}
            variant="default"
            leftSection={<IconArrowLeft aria-hidden />}
            disabled={shown === 0}
            onClick={() => setShown(shown - 1)}
          >
            {t('guided.back')}
          </Button>
          <Button
            size="lg"
            h={56}
            variant="default"
            rightSection={<IconArrowRight aria-hidden />}
            disabled={shown === steps.length - 1}
            onClick={() => setShown(shown + 1)}
          >
            {t('guided.next')}
          </Button>
        </Group>
        {mayRun && <StepNote key={`note ${step.id}`} run={run} stepId={step.id} isDone={done} />}
        {count === steps.length && <Text size="sm">{t('guided.allDone')}</Text>}
        <StepList run={run} shown={shown} onShow={setShown} />
      </Stack>
    </Paper>
  );
}

function StepText({ run, shown }: { run: TestRun; shown: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sentence = useSentence();
  const { steps } = run.test;
  const step = steps[shown];
  if (!step) return null;
  return (
    <Stack gap="xs" mih={190} aria-live="polite">
      <Text size="sm" c="dimmed">
        {t('guided.stepOf', { number: shown + 1, total: steps.length })}
      </Text>
      <Title order={2} fz="1.5rem">
        {sentence(step.title)}
      </Title>
      <Text fz="lg">{sentence(step.text)}</Text>
      {step.settled && (
        <Text fz="md">
          <b>{t('guided.settled')}</b> {sentence(step.settled)}
        </Text>
      )}
      {step.holdS !== null && <Text fz="md">{t('guided.hold', { seconds: format.duration(step.holdS) })}</Text>}
    </Stack>
  );
}
