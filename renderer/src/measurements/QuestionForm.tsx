import { Button, Fieldset, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportQuestion } from '../../../server/measurements/import-report.schema.ts';
import { type Answers, answerOf, type Written } from './import-questions.ts';
import { QuestionFields } from './QuestionFields.tsx';

interface QuestionFormProps {
  questions: readonly ImportQuestion[];
  onAnswer(answers: Answers): void;
  onCancel(): void;
}

const nothing: Written = { fields: {} };

/** What only the person can know about a file. No option is preset: that would be guessing. */
export function QuestionForm({ questions, onAnswer, onCancel }: QuestionFormProps) {
  const { t } = useTranslation();
  const [written, setWritten] = useState<Record<string, Written>>({});
  const isAnswered = (question: ImportQuestion) => {
    const { option, fields } = written[question.id] ?? nothing;
    return option !== undefined || Object.values(fields).some((text) => text.trim() !== '');
  };
  const send = () =>
    onAnswer(Object.fromEntries(questions.map((question) => [question.id, answerOf(question, written[question.id] ?? nothing)])));
  return (
    <form
      aria-label={t('import.questions')}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack gap="md">
        <Text size="sm">{t('import.questionsDetail')}</Text>
        {questions.map((question) => (
          <Fieldset key={question.id} legend={<span lang="en">{question.ask}</span>}>
            <QuestionFields
              question={question}
              written={written[question.id] ?? nothing}
              onWrite={(next) => setWritten((all) => ({ ...all, [question.id]: next }))}
            />
          </Fieldset>
        ))}
        <Group gap="xs">
          <Button type="submit" disabled={!questions.every(isAnswered)}>
            {t('import.answer')}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
