import { Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { useGuidedTests, useTestRuns } from './guided-test.queries.ts';
import { TestCard } from './TestCard.tsx';
import { TestRunTable } from './TestRunTable.tsx';

/** The guided tests of a system: what is possible, and what was done. */
export function GuidedTestsTab({ systemId, timeZone }: { systemId: string; timeZone: string }) {
  const { t } = useTranslation();
  const tests = useGuidedTests(systemId);
  const runs = useTestRuns(systemId);
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('guided.explanation')}
      </Text>
      <Loaded query={tests}>
        {(items) => (
          <Stack gap="xs">
            {items.map((item) => (
              <TestCard key={item.test.id} item={item} systemId={systemId} />
            ))}
          </Stack>
        )}
      </Loaded>
      <Title order={2}>{t('guided.runs')}</Title>
      <Loaded query={runs}>
        {() =>
          runs.items.length === 0 ? (
            <EmptyState text={t('guided.noRuns')} />
          ) : (
            <div>
              <TestRunTable runs={runs.items} timeZone={timeZone} />
              <MoreButton list={runs} />
            </div>
          )
        }
      </Loaded>
    </Stack>
  );
}
