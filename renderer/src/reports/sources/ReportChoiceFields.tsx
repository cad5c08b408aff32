import { Input, NativeSelect, SegmentedControl } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useReportTemplates } from '../templates/report-template.queries.ts';
import { askedChoice, languageOf, type ReportChoice, templateOf } from './report-choice.ts';

const languages = [
  { value: 'en', label: 'English' },
  { value: 'de', label: 'Deutsch' },
];

/** Which template a report takes and what it is written in. Without templates only the language is asked for. */
export function ReportChoiceFields<Values extends ReportChoice>({ form }: { form: UseFormReturnType<Values> }) {
  const { t } = useTranslation();
  const { items } = useReportTemplates();
  const page = usePageLanguage();
  const { template } = form.values;
  const chosen = templateOf(template, items);
  return (
    <>
      {items.length > 0 && (
        <NativeSelect
          label={t('reportTemplates.template')}
          description={t('reportTemplates.chooseHint')}
          data={[
            ...items.map(({ id, name, isDefault }) => ({
              value: isDefault ? 'default' : id,
              label: isDefault ? t('reportTemplates.named', { name }) : name,
            })),
            { value: 'none', label: t('reportTemplates.none') },
          ]}
          {...form.getInputProps('template')}
          value={template === 'default' && chosen === undefined ? 'none' : template}
        />
      )}
      <Input.Wrapper
        label={t('composer.language')}
        labelElement="div"
        description={chosen?.language ? t('reportTemplates.languageHint') : undefined}
      >
        <div>
          <SegmentedControl
            mt={4}
            aria-label={t('composer.language')}
            data={languages}
            {...form.getInputProps('language')}
            value={languageOf(form.values, items, page)}
          />
        </div>
      </Input.Wrapper>
    </>
  );
}

/** The choice of a form as it is sent. */
export function useAskedChoice(): (choice: ReportChoice) => ReturnType<typeof askedChoice> {
  const { items, isSuccess } = useReportTemplates();
  const page = usePageLanguage();
  return (choice) => askedChoice(choice, isSuccess ? items : undefined, page);
}

const usePageLanguage = () => (useTranslation().i18n.language === 'de' ? 'de' : 'en');
