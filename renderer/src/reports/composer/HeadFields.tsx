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
  const [title, setTitle] = useState(composition.title ?? '');
  const save = () => {
    const next = title.trim() === '' ? null : title.trim();
    if (next !== composition.title) compose.mutate({ title: next });
  };
  return (
    <Stack gap="xs">
      <Group align="flex-end" gap="sm" wrap="nowrap">
        <TextInput
          flex={1}
          label={t('composer.title')}
          placeholder={t('composer.titleDefault')}
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          onBlur={save}
          onKeyDown={(event) => event.key === 'Enter' && save()}
        />
        <SegmentedControl
          aria-label={t('composer.language')}
          size="xs"
          value={composition.language}
          onChange={(language) => compose.mutate({ language: language as 'en' | 'de' })}
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
