import { Anchor, Group, List, Paper, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DiagnosisResult } from '../../../server/diagnostics/diagnosis.schema.ts';
import { StateMark } from '../components/StateMark.tsx';
import { useFormat } from '../platform/use-format.ts';
import { Worded } from './wordings/Worded.tsx';

/** The verdict in one sentence, how sure it is, and what it cannot say. */
export function VerdictPanel({ result }: { result: DiagnosisResult }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { verdict } = result;
  return (
    <Paper withBorder p="md" bg="var(--surface-raised)" component="section" aria-label={t('diagnosis.verdict')}>
      <Stack gap="xs">
        <Group gap="md" wrap="nowrap" align="flex-start">
          <StateMark state={verdict.state} size={26} />
          <Text fw={600}>
            <Worded text={verdict.sentence} />
          </Text>
        </Group>
        {result.findings.length > 0 && (
          <Text size="sm" c="dimmed">
            <Anchor href="#findings" inherit>
              {t('diagnosis.noneOfThese', { share: format.percent(verdict.noneOfThese) })}
            </Anchor>
          </Text>
        )}
        {verdict.limitations.length > 0 && (
          <div>
            <Text size="sm" fw={600}>
              {t('diagnosis.limitations')}
            </Text>
            <List size="sm">
              {verdict.limitations.map((limitation) => (
                <List.Item key={limitation}>
                  <Worded text={limitation} />
                </List.Item>
              ))}
            </List>
          </div>
        )}
      </Stack>
    </Paper>
  );
}
