import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportPreview } from '../../../../server/measurements/import-preview.schema.ts';
import type { ImportQuestion } from '../../../../server/measurements/import-report.schema.ts';
import { QuestionFields } from './QuestionFields.tsx';
import { Sentence } from './Sentence.tsx';
import { UnitFields } from './UnitFields.tsx';
import type { Wizard } from './use-wizard.ts';

interface QuestionStepProps {
  wizard: Wizard;
  question: ImportQuestion;
  preview: ImportPreview;
}

/** No option is preset: that would be guessing. */
export function QuestionStep({ wizard, question, preview }: QuestionStepProps) {
  const { t } = useTranslation();
  const written = wizard.writtenFor(question);
  const write = (next: typeof written) => wizard.write(question, next);
  const isUnits = question.id === 'unit' && question.about.length > 0;
  return (
    <Stack gap="sm">
      <Text size="sm">{t(`question.${question.id}.detail`)}</Text>
      {!isUnits && (
        <Text size="sm" c="dimmed">
          <Sentence text={question.ask.slice(0, 400)} />
        </Text>
      )}
      {isUnits ? (
        <UnitFields question={question} mapping={preview.mapping} written={written} onWrite={write} />
      ) : (
        <QuestionFields question={question} outcomes={preview.outcomes} written={written} onWrite={write} />
      )}
    </Stack>
  );
}
