import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SystemTest } from '../../../../server/diagnostics/guided-tests/test-run.schema.ts';
import { useMay } from '../../platform/session.ts';
import { RefusalText } from './RefusalText.tsx';
import { StartTestButton } from './StartTestButton.tsx';
import { useSentence } from './use-sentence.ts';

/** One test: what for, and why it is possible on this system or not. */
export function TestCard({ item, systemId }: { item: SystemTest; systemId: string }) {
  const { t } = useTranslation();
  const sentence = useSentence();
  const mayRun = useMay('diagnoses:run');
  const { test, isPossible, unmet } = item;
  return (
    <Paper withBorder p="md" bg="var(--surface-raised)" component="section" aria-label={sentence(test.title)}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="lg">
        <Stack gap={4} miw={0}>
          <Title order={3}>{sentence(test.title)}</Title>
          <Text size="sm">{sentence(test.purpose)}</Text>
          <Text size="sm" c="dimmed">
            {isPossible ? t('guided.possible') : `${t('guided.notPossible')}:`}
          </Text>
          {unmet.map((refusal) => (
            <RefusalText key={refusal.because.en} refusal={refusal} />
          ))}
        </Stack>
        {mayRun && <StartTestButton item={item} systemId={systemId} />}
      </Group>
    </Paper>
  );
}
