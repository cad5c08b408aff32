import { Radio, Stack, Text, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportPreview } from '../../../../server/measurements/import-preview.schema.ts';
import type { ImportQuestion } from '../../../../server/measurements/import-report.schema.ts';
import { fieldKindOf, type Written } from './import-questions.ts';
import { Sentence } from './Sentence.tsx';

interface QuestionFieldsProps {
  question: ImportQuestion;
  outcomes: ImportPreview['outcomes'];
  written: Written;
  onWrite(written: Written): void;
}

const own = 'own';
const spaced = (instant: string) => instant.replace('T', ' ');

/** The options of a question, each with what it would mean, and fields where something else may be the answer. */
export function QuestionFields({ question, outcomes, written, onWrite }: QuestionFieldsProps) {
  const { t } = useTranslation();
  const isWritten = Object.values(written.fields).some((text) => text !== '');
  const [chosen, setChosen] = useState<string | null>(written.option === undefined ? (isWritten ? own : null) : String(written.option));
  const isWritable = fieldKindOf(question) !== 'none';
  // The question is answered by the next preview, which no longer says what the other answer would mean.
  const known = useRef(outcomes);
  if (outcomes.length > 0) known.current = outcomes;
  const fields = <AnswerFields question={question} written={written} onWrite={onWrite} />;
  if (question.options.length === 0) return fields;
  const choose = (value: string) => {
    setChosen(value);
    onWrite(value === own ? { fields: written.fields } : { ...written, option: Number(value) });
  };
  const outcomeOf = (answer: unknown) => known.current.find((outcome) => outcome.question === question.id && outcome.answer === answer);
  return (
    <Stack gap="xs">
      <Radio.Group value={chosen} onChange={choose} aria-label={t(`question.${question.id}.title`)}>
        <Stack gap="sm">
          {question.options.map((option, i) => {
            const outcome = outcomeOf(option.answer);
            return (
              <Radio
                key={option.meaning}
                value={String(i)}
                label={<OptionLabel question={question} option={option} />}
                description={
                  outcome?.first ? t('wizard.outcome', { first: spaced(outcome.first), last: spaced(outcome.last ?? '…') }) : undefined
                }
              />
            );
          })}
          {isWritable && <Radio value={own} label={t('import.ownAnswer')} />}
        </Stack>
      </Radio.Group>
      {chosen === own && fields}
    </Stack>
  );
}

const orders = { dmy: 'wizard.dayFirst', mdy: 'wizard.monthFirst', ymd: 'wizard.yearFirst' } as const;

function OptionLabel({ question, option }: { question: ImportQuestion; option: ImportQuestion['options'][number] }) {
  const { t } = useTranslation();
  const order = question.id === 'date-order' ? orders[option.answer as keyof typeof orders] : undefined;
  if (order === undefined) return <Sentence text={option.meaning} />;
  return (
    <>
      {t(order)}{' '}
      <Text span size="sm" c="dimmed">
        (<Sentence text={option.meaning} />)
      </Text>
    </>
  );
}

function AnswerFields({ question, written, onWrite }: Pick<QuestionFieldsProps, 'question' | 'written' | 'onWrite'>) {
  const { t } = useTranslation();
  const kind = fieldKindOf(question);
  const field = (name: string, label: string, placeholder?: string) => (
    <TextInput
      key={name}
      label={label}
      {...(placeholder === undefined ? {} : { placeholder })}
      value={written.fields[name] ?? ''}
      onChange={(event) => onWrite({ fields: { ...written.fields, [name]: event.currentTarget.value } })}
    />
  );
  if (kind === 'none') return null;
  if (kind === 'text') return field('', t('import.answerField'), question.id === 'start-time' ? '2026-03-29T08:00:00' : undefined);
  const about = question.about.length > 0 ? question.about : [''];
  const titled = (name: string, label: string) => (name ? `${name}: ${label}` : label);
  return (
    <Stack gap="sm">
      {about.flatMap((name) =>
        kind === 'channel'
          ? [field(`${name} name`, titled(name, t('import.channelName'))), field(`${name} unit`, titled(name, t('channels.unit')), 'bar')]
          : [field(name, titled(name, t('import.seconds')), '0.01')],
      )}
    </Stack>
  );
}
