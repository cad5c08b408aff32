import { Alert, Button, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProblemDetails } from '../../../server/platform/http/problem.schema.ts';

interface ProblemAlertProps {
  problem: ProblemDetails;
  onRetry?: (() => void) | undefined;
  children?: ReactNode;
}

const ownWords = {
  'server-unreachable': ['problem.unreachable', 'problem.unreachableDetail'],
  'unexpected-answer': ['problem.unexpected', 'problem.unexpectedDetail'],
  internal: ['problem.internal', 'problem.internalDetail'],
} as const;

/** What went wrong, where, and what to do; the server's words are shown as they are. */
export function ProblemAlert({ problem, onRetry, children }: ProblemAlertProps) {
  const { t } = useTranslation();
  const own = ownWords[problem.code as keyof typeof ownWords];
  return (
    <Alert
      color="red"
      variant="outline"
      icon={<IconAlertTriangle aria-hidden />}
      title={own ? t(own[0]) : problem.title}
      role="alert"
      styles={{ title: { color: 'var(--mantine-color-text)' }, icon: { color: 'var(--mantine-color-error)' } }}
      maw={760}
    >
      <Stack gap="xs" align="flex-start">
        {(own || problem.detail) && (
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {own ? t(own[1]) : problem.detail}
          </Text>
        )}
        {problem.errors && problem.errors.length > 0 && (
          <List size="sm">
            {problem.errors.map((item) => (
              <List.Item key={`${item.pointer} ${item.detail}`}>
                {item.detail}{' '}
                <Text span size="xs" c="dimmed" ff="monospace">
                  {item.pointer}
                </Text>
              </List.Item>
            ))}
          </List>
        )}
        {children}
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {t('common.retry')}
          </Button>
        )}
        <Text size="xs" c="dimmed" ff="monospace">
          {problem.code}
          {problem.instance ? ` · ${problem.instance}` : ''}
        </Text>
      </Stack>
    </Alert>
  );
}
