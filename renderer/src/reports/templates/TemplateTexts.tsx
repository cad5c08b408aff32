import { Button, Group, Input, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type NewReportTemplate, textSections } from '../../../../server/reports/templates/report-template.schema.ts';

type Texts = NewReportTemplate['blocks'];
const mostTexts = 20;

/** Texts that come into every report made with the template. */
export function TemplateTexts({ blocks, onChange }: { blocks: Texts; onChange(blocks: Texts): void }) {
  const { t } = useTranslation();
  const replace = (index: number, change: Partial<Texts[number]>) =>
    onChange(blocks.map((block, other) => (other === index ? { ...block, ...change } : block)));
  return (
    <Stack gap={6}>
      <div>
        <Input.Label component="div">{t('reportTemplates.texts')}</Input.Label>
        <Input.Description>{t('reportTemplates.textsHint')}</Input.Description>
      </div>
      {blocks.map((block, index) => (
        <TextFields
          // biome-ignore lint/suspicious/noArrayIndexKey: texts have no name but their place
          key={index}
          block={block}
          number={index + 1}
          onChange={(change) => replace(index, change)}
          onRemove={() => onChange(blocks.filter((_, other) => other !== index))}
        />
      ))}
      <Group>
        <Button
          size="compact-sm"
          variant="default"
          disabled={blocks.length >= mostTexts}
          onClick={() => onChange([...blocks, { section: 'summary', place: 'end', title: null, text: '' }])}
        >
          {t('reportTemplates.addText')}
        </Button>
      </Group>
    </Stack>
  );
}

interface TextFieldsProps {
  block: Texts[number];
  /** From 1, for the names of the fields. */
  number: number;
  onChange(change: Partial<Texts[number]>): void;
  onRemove(): void;
}

/** Where a text stands, its heading and its words. */
function TextFields({ block, number, onChange, onRemove }: TextFieldsProps) {
  const { t } = useTranslation();
  const { section, place, title, text } = block;
  return (
    <Stack gap={4}>
      <Group gap="xs" wrap="nowrap">
        <NativeSelect
          aria-label={t('reportTemplates.textPlace', { number })}
          value={place}
          onChange={(event) => onChange({ place: event.currentTarget.value as 'start' | 'end' })}
          data={[
            { value: 'start', label: t('reportTemplates.startOf') },
            { value: 'end', label: t('reportTemplates.endOf') },
          ]}
        />
        <NativeSelect
          aria-label={t('reportTemplates.textSection', { number })}
          value={section}
          onChange={(event) => onChange({ section: event.currentTarget.value as Texts[number]['section'] })}
          data={textSections.map((id) => ({ value: id, label: t(`reportTemplates.section.${id}`) }))}
        />
        <TextInput
          flex={1}
          aria-label={t('reportTemplates.textTitle', { number })}
          placeholder={t('composer.textTitle')}
          maxLength={200}
          value={title ?? ''}
          onChange={(event) => onChange({ title: event.currentTarget.value === '' ? null : event.currentTarget.value })}
        />
        <Button size="compact-sm" variant="default" aria-label={t('reportTemplates.removeText', { number })} onClick={onRemove}>
          ×
        </Button>
      </Group>
      <Textarea
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4000}
        aria-label={t('reportTemplates.textOf', { number })}
        value={text}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
      />
    </Stack>
  );
}
