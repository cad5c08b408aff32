import { Radio, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportQuestion } from '../../../server/measurements/import-report.schema.ts';
import { fieldKindOf, type Written } from './import-questions.ts';

interface QuestionFieldsProps {
  question: ImportQuestion;
  written: Written;
  onWrite(written: Written): void;
}

const own = 'own';

/** The options of a question, and fields where something else may be the answer. */
export function QuestionFields({ question, written, onWrite }: QuestionFieldsProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const kind = fieldKindOf(question);
  const isWritable = kind !== 'none';
  const fields = <AnswerFields question={question} written={written} onWrite={onWrite} />;
  if (question.options.length === 0) return fields;
  const choose = (value: string) => {
    setChosen(value);
    onWrite(value === own ? { fields: written.fields } : { ...written, option: Number(value) });
  };
  return (
    <Stack gap="xs">
      <Radio.Group value={chosen} onChange={choose} aria-label={question.ask}>
        <Stack gap="xs">
          {question.options.map((option, i) => (
            <Radio key={option.meaning} value={String(i)} label={<span lang="en">{option.meaning}</span>} />
          ))}
          {isWritable && <Radio value={own} label={t('import.ownAnswer')} />}
        </Stack>
      </Radio.Group>
      {chosen === own && fields}
    </Stack>
  );
}

function AnswerFields({ question, written, onWrite }: QuestionFieldsProps) {
  const { t } = useTranslation();
  const kind = fieldKindOf(question);
  const field = (name: string, label: string) => (
    <TextInput
      key={name}
      label={label}
      value={written.fields[name] ?? ''}
      onChange={(event) => onWrite({ fields: { ...written.fields, [name]: event.currentTarget.value } })}
    />
  );
  const words = {
    none: '',
    text: t('import.answerField'),
    number: t('import.seconds'),
    unit: t('channels.unit'),
    channel: t('import.channelName'),
  };
  const about = question.about.length > 0 ? question.about : [''];
  const titled = (name: string, label: string) => (name ? `${name}: ${label}` : label);
  if (kind === 'text') return field('', words.text);
  return (
    <SimpleGrid cols={2} spacing="sm">
      {about.flatMap((name) =>
        kind === 'channel'
          ? [field(`${name} name`, titled(name, words.channel)), field(`${name} unit`, titled(name, words.unit))]
          : [field(name, titled(name, words[kind]))],
      )}
    </SimpleGrid>
  );
}
