import { Button, Group, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CompositionState, OutlineSection } from '../../../../server/reports/compositions/composition-api.schema.ts';
import classes from './Composer.module.css';
import { asChange, type Compose } from './composer.queries.ts';

interface OwnTextsProps {
  section: OutlineSection;
  state: CompositionState;
  compose: Compose;
}

/** Text that a person adds to a section; the report says whose it is. */
export function OwnTexts({ section, state, compose }: OwnTextsProps) {
  const { t } = useTranslation();
  const [isWriting, setWriting] = useState(false);
  const { blocks } = state.composition;
  const add = async (block: NewText) => {
    // A refusal is shown above the outline, and what was written stays in its fields.
    const isAdded = await compose
      .mutateAsync((latest) => ({ blocks: [...asChange(latest).blocks, { section: section.key, ...block }] }))
      .catch(() => undefined);
    if (isAdded) setWriting(false);
  };
  const remove = (doomed: (typeof blocks)[number]) =>
    compose.mutate((latest) => {
      const at = latest.composition.blocks.findIndex((block) => identityOf(block) === identityOf(doomed));
      return { blocks: asChange(latest).blocks.filter((_, index) => index !== at) };
    });
  return (
    <Stack gap={6}>
      {blocks.map((block) =>
        homeOf(block.section, state) === section.key ? (
          <div key={identityOf(block)} className={classes.slot}>
            {block.title && (
              <Text size="sm" fw={600}>
                {block.title}
              </Text>
            )}
            <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
              {block.text}
            </Text>
            <Group gap={4}>
              <Text size="xs" c="dimmed">
                {t('composer.ownBy', { name: block.author, place: block.place })}
              </Text>
              <Button size="compact-xs" variant="subtle" onClick={() => remove(block)}>
                {t('composer.removeText')}
              </Button>
            </Group>
          </div>
        ) : null,
      )}
      <div data-place={`new text in ${section.key}`}>
        {isWriting ? (
          <OwnTextForm onAdd={add} onCancel={() => setWriting(false)} />
        ) : (
          <Button size="compact-xs" variant="subtle" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setWriting(true)}>
            {t('composer.addText')}
          </Button>
        )}
      </div>
    </Stack>
  );
}

interface NewText {
  place: 'start' | 'end';
  title: string | null;
  text: string;
}

const identityOf = ({ section, place, title, text, author }: CompositionState['composition']['blocks'][number]) =>
  JSON.stringify([section, place, title, text, author]);

/** Where a text stands: a text of a template names a section only, and stands in the first of that kind. */
function homeOf(section: string, { outline }: CompositionState): string | undefined {
  return (outline.find(({ key }) => key === section) ?? outline.find(({ id }) => id === section))?.key;
}

interface OwnTextFormProps {
  onAdd(block: NewText): Promise<void>;
  onCancel(): void;
}

function OwnTextForm({ onAdd, onCancel }: OwnTextFormProps) {
  const { t } = useTranslation();
  const [place, setPlace] = useState<'start' | 'end'>('end');
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const [isSaving, setSaving] = useState(false);
  const add = async () => {
    setSaving(true);
    await onAdd({ place, title: title.trim() || null, text: text.trim() });
    setSaving(false);
  };
  return (
    <Stack gap={6} className={classes.slot}>
      <TextInput
        size="xs"
        label={t('composer.textTitle')}
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Textarea
        size="xs"
        autosize
        minRows={3}
        maxRows={14}
        maxLength={20_000}
        label={t('composer.text')}
        description={t('composer.textHint')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group gap={6}>
        <SegmentedControl
          size="xs"
          aria-label={t('composer.place')}
          value={place}
          onChange={(value) => setPlace(value as 'start' | 'end')}
          data={[
            { value: 'start', label: t('composer.atStart') },
            { value: 'end', label: t('composer.atEnd') },
          ]}
        />
        <Button size="compact-sm" disabled={text.trim() === ''} loading={isSaving} onClick={() => void add()}>
          {t('composer.add')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
