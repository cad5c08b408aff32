import { Group, MultiSelect, NativeSelect, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { catalogueApi } from '../../../../../server/diagnostics/catalogue/entries/entry.schema.ts';
import { call } from '../../../platform/api.ts';
import type { GivenMeaning } from './label-text.ts';
import type { Training } from './use-training.ts';

/** Each class in the words of the fault catalogue. */
export function MeaningRows({ training: { classes, meanings, setMeaning } }: { training: Training }) {
  const { t, i18n } = useTranslation();
  const catalogue = useQuery({
    queryKey: ['catalogue', 'faults', 'all'],
    queryFn: ({ signal }) => call(catalogueApi.listFaults, { querystring: { limit: 500 } }, signal),
  });
  const faults = (catalogue.data?.items ?? []).map(({ id, names }) => ({
    value: id,
    label: `${id} ${(i18n.language === 'de' ? names.de : undefined) ?? names.en}`,
  }));
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
              <MultiSelect
                size="xs"
                label={t('train.faultIds', { class: name })}
                data={faults}
                searchable
                value={[...faultIds]}
                onChange={(ids) => setMeaning(name, { kind, faultIds: ids })}
                miw={260}
              />
            )}
          </Group>
        );
      })}
    </Stack>
  );
}
