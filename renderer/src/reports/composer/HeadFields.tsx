import { Group, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CompositionState } from '../../../../server/reports/compositions/composition-api.schema.ts';
import type { Compose } from './composer.queries.ts';
import { TemplateField } from './TemplateField.tsx';

/** Title, language and template of the report. */
export function HeadFields({ state, compose }: { state: CompositionState; compose: Compose }) {
  const { t } = useTranslation();
  const { composition } = state;
  // What was typed and is not stored yet, or was refused: it outlives a state that somebody else has made meanwhile.
  const [typed, setTyped] = useState<string | null>(null);
  const [isRefused, setRefused] = useState(false);
  const save = async () => {
    if (typed === null) return;
    const title = typed.trim() === '' ? null : typed.trim();
    if (title !== composition.title) await compose.mutateAsync(() => ({ title }));
    setTyped((now) => (now === typed ? null : now));
    setRefused(false);
  };
  // Why it was refused is shown above the outline.
  const saveOrKeep = () => void save().catch(() => setRefused(true));
  return (
    <Stack gap="xs">
      <Group align="flex-end" gap="sm" wrap="nowrap">
        <TextInput
          flex={1}
          label={t('composer.title')}
          placeholder={t('composer.titleDefault')}
          maxLength={200}
          error={isRefused && typed !== null ? t('composer.titleRefused') : null}
          value={typed ?? composition.title ?? ''}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onBlur={saveOrKeep}
          onKeyDown={(event) => event.key === 'Enter' && saveOrKeep()}
        />
        <SegmentedControl
          aria-label={t('composer.language')}
          size="xs"
          value={composition.language}
          onChange={(language) => compose.mutate(() => ({ language: language as 'en' | 'de' }))}
          data={[
            { value: 'en', label: 'English' },
            { value: 'de', label: 'Deutsch' },
          ]}
        />
      </Group>
      <TemplateField state={state} compose={compose} />
    </Stack>
  );
}
