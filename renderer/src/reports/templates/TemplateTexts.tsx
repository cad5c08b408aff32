import { Button, Group, Input, NativeSelect, Stack, Textarea } from '@mantine/core';
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
        // biome-ignore lint/suspicious/noArrayIndexKey: texts have no name but their place
        <Group key={index} align="flex-start" gap="xs" wrap="nowrap">
          <NativeSelect
            aria-label={t('reportTemplates.textSection', { number: index + 1 })}
            value={block.section}
            onChange={(event) => replace(index, { section: event.currentTarget.value as Texts[number]['section'] })}
            data={textSections.map((id) => ({ value: id, label: t(`reportTemplates.section.${id}`) }))}
          />
          <Textarea
            flex={1}
            autosize
            minRows={2}
            maxRows={8}
            maxLength={4000}
            aria-label={t('reportTemplates.textOf', { number: index + 1 })}
            value={block.text}
            onChange={(event) => replace(index, { text: event.currentTarget.value })}
          />
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('reportTemplates.removeText', { number: index + 1 })}
            onClick={() => onChange(blocks.filter((_, other) => other !== index))}
          >
            ×
          </Button>
        </Group>
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
