import { Group, NativeSelect, Stack, TagsInput, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { GivenMeaning } from './label-text.ts';
import type { Training } from './use-training.ts';

/** Each class in the words of the fault catalogue. */
export function MeaningRows({ training: { classes, meanings, setMeaning } }: { training: Training }) {
  const { t } = useTranslation();
  const kinds = [
    { value: 'not-said', label: t('train.notSaid') },
    { value: 'healthy', label: t('train.healthy') },
    { value: 'faults', label: t('train.faults') },
  ];
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        {t('train.meaning')}
      </Text>
      <Text size="xs" c="dimmed">
        {t('train.meaningHint')}
      </Text>
      {classes.map((name) => {
        const { kind, faultIds }: GivenMeaning = meanings[name] ?? { kind: 'not-said', faultIds: [] };
        return (
          <Group key={name} gap="xs" align="flex-end">
            <NativeSelect
              size="xs"
              label={t('train.meaningOf', { class: name })}
              data={kinds}
              value={kind}
              onChange={(event) => setMeaning(name, { kind: event.currentTarget.value as GivenMeaning['kind'], faultIds })}
            />
            {kind === 'faults' && (
              <TagsInput
                size="xs"
                label={t('train.faultIds', { class: name })}
                placeholder="V01"
                value={[...faultIds]}
                onChange={(ids) => setMeaning(name, { kind, faultIds: ids.map((id) => id.toUpperCase()) })}
                miw={260}
              />
            )}
          </Group>
        );
      })}
    </Stack>
  );
}
