import { Paper, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** Nothing here yet, and what to do about it. */
export function EmptyState({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <Paper withBorder p="xl" bg="var(--surface-raised)">
      <Stack align="center" gap="sm">
        <Text c="dimmed" ta="center" maw={560}>
          {text}
        </Text>
        {children}
      </Stack>
    </Paper>
  );
}
