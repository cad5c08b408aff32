import { List, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TestEvaluation, TestRun } from '../../../../server/diagnostics/guided-tests/test-run.schema.ts';
import { useFormat } from '../../platform/use-format.ts';
import { useTestEvaluations } from './guided-test.queries.ts';
import { useSentence } from './use-sentence.ts';

/** Evaluating again keeps what was said before. */
export function EarlierEvaluations({ run, newest }: { run: TestRun; newest: TestEvaluation }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sentence = useSentence();
  const earlier = (useTestEvaluations(run.id, newest.id).data ?? []).filter(({ isNewest }) => !isNewest);
  if (earlier.length === 0) return null;
  return (
    <div>
      <Title order={3}>{t('guided.earlier')}</Title>
      <List size="sm">
        {earlier.map(({ id, createdAt, result }) => (
          <List.Item key={id}>
            <Text span size="sm" c="dimmed">
              {format.instant(createdAt)} · {result.recording.name}:{' '}
            </Text>
            {sentence(result.sentence)}
          </List.Item>
        ))}
      </List>
    </div>
  );
}
