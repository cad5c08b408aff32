import { Button, Group, Loader, Paper, Progress, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewImport } from '../../../../server/measurements/recording.schema.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { problemOf } from '../../platform/api.ts';
import classes from './ImportWizard.module.css';
import type { Answers } from './import-questions.ts';
import { MappingStep } from './MappingStep.tsx';
import { PreviewTable } from './PreviewTable.tsx';
import { QuestionStep } from './QuestionStep.tsx';
import { SummaryStep } from './SummaryStep.tsx';
import { useWizard, type Wizard } from './use-wizard.ts';

interface ImportWizardProps {
  request: NewImport;
  onImport(answers: Answers): void;
  onCancel(): void;
}

/** What only the person can know about a file, one question per screen, beside what the answer makes of the rows. */
export function ImportWizard({ request, onImport, onCancel }: ImportWizardProps) {
  const { t } = useTranslation();
  const wizard = useWizard(request);
  const { step, preview } = wizard;
  const isLast = wizard.at === wizard.steps.length - 1;
  const goOn = () => (isLast ? onImport(wizard.answers()) : wizard.go(1));
  const wait = useWaiting(wizard, goOn);
  if (wizard.error && !preview) return <ProblemAlert problem={problemOf(wizard.error)} onRetry={onCancel} />;
  if (!preview) return <Loader role="status" aria-label={t('common.loading')} />;
  return (
    <form
      aria-label={t('import.questions')}
      onSubmit={(event) => {
        event.preventDefault();
        if (wizard.canGoOn) goOn();
        else wait.begin();
      }}
    >
      <Stack gap="md">
        <WizardHead wizard={wizard} />
        <div className={step.kind === 'question' ? classes.two : classes.one}>
          <Paper withBorder p="md" bg="var(--surface-raised)" className={classes.step}>
            {step.kind === 'question' && <QuestionStep key={step.question.id} wizard={wizard} question={step.question} preview={preview} />}
            {step.kind === 'channels' && <MappingStep wizard={wizard} preview={preview} systemId={request.systemId} />}
            {step.kind === 'summary' && <SummaryStep preview={preview} request={request} answers={wizard.answers()} />}
            <Group gap="xs" mt="lg">
              <Button type="submit" disabled={!wizard.isAnswered} aria-busy={wait.isOn}>
                {isLast ? t('wizard.import') : t('wizard.next')}
              </Button>
              {wait.isOn && <Loader role="status" size={16} aria-label={t('common.loading')} />}
              {wizard.at > 0 && (
                <Button variant="default" onClick={() => wizard.go(-1)}>
                  {t('wizard.back')}
                </Button>
              )}
              <Button variant="subtle" color="gray" c="var(--mantine-color-text)" onClick={onCancel}>
                {t('common.cancel')}
              </Button>
            </Group>
          </Paper>
          {step.kind !== 'channels' && preview.rows.length > 0 && <PreviewTable preview={preview} isLooking={wizard.isLooking} />}
        </div>
      </Stack>
    </form>
  );
}

/** Whoever is done with a question need not wait until the file was looked at: it goes on by itself as soon as that is over. */
function useWaiting(wizard: Wizard, goOn: () => void): { isOn: boolean; begin(): void } {
  // What was said when somebody wanted to go on: with another word it stays where it is.
  const [waitsWith, setWaitsWith] = useState<string | null>(null);
  const { given } = wizard;
  const isOn = waitsWith === given && wizard.isLooking;
  useEffect(() => {
    if (waitsWith === null || wizard.isLooking) return;
    setWaitsWith(null);
    if (waitsWith === given && wizard.canGoOn) goOn();
  }, [waitsWith, given, wizard, goOn]);
  return { isOn, begin: () => setWaitsWith(wizard.isAnswered && wizard.isLooking ? given : null) };
}

/** How far it is. */
function WizardHead({ wizard }: { wizard: Wizard }) {
  const { t } = useTranslation();
  const { at, steps, step, hasMoved, preview } = wizard;
  const words = preview?.verdict === 'refused' ? 'refused' : step.kind;
  const title =
    step.kind === 'question' ? t(`question.${step.question.id}.title`) : t(`wizard.${words as 'refused' | 'channels' | 'summary'}`);
  const count = t('wizard.step', { at: at + 1, of: steps.length });
  return (
    <div>
      <Group justify="space-between" align="baseline">
        <StepTitle key={at} title={title} takesFocus={hasMoved} />
        <Text size="sm" c="dimmed">
          {count}
        </Text>
      </Group>
      <Progress value={(100 * (at + 1)) / steps.length} size="xs" mt={6} aria-label={count} />
    </div>
  );
}

/** Takes the focus on every step but the first, so that a screen reader begins there. */
function StepTitle({ title, takesFocus }: { title: string; takesFocus: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  return (
    <Title order={2} ref={heading} tabIndex={-1} className={classes.title}>
      {title}
    </Title>
  );
}
