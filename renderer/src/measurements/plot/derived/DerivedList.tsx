import { Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../../components/Loaded.tsx';
import { MoreButton } from '../../../components/MoreButton.tsx';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { problemOf } from '../../../platform/api.ts';
import { useMay } from '../../../platform/session.ts';
import { DeleteButton } from '../DeleteButton.tsx';
import { useDerivedChannels, useRemoveDerived } from './derived-channel.queries.ts';

/** The computed channels of a recording with their expressions. */
export function DerivedList({ recordingId }: { recordingId: string }) {
  const { t } = useTranslation();
  const list = useDerivedChannels(recordingId);
  const remove = useRemoveDerived(recordingId);
  const mayWrite = useMay('recordings:derive');
  return (
    <section aria-label={t('derived.list')}>
      <Title order={2}>{t('derived.list')}</Title>
      {remove.isError && <ProblemAlert problem={problemOf(remove.error)} />}
      <Loaded query={list}>
        {() => (
          <Stack gap={4} mt={4}>
            {list.items.length === 0 && <Text size="sm">{t('derived.empty')}</Text>}
            {list.items.map((derived) => (
              <Group key={derived.id} wrap="nowrap" justify="space-between">
                <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                  {`${derived.name} [${derived.unit}] = `}
                  <Text span size="sm" ff="monospace">
                    {derived.expression}
                  </Text>
                </Text>
                {mayWrite && <DeleteButton label={t('derived.delete', { name: derived.name })} onDelete={() => remove.mutate(derived)} />}
              </Group>
            ))}
            <MoreButton list={list} />
          </Stack>
        )}
      </Loaded>
    </section>
  );
}
