import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useEffect } from 'react';

interface PageHeaderProps {
  title: string;
  /** One line on what this page shows or in which state its subject is. */
  state?: ReactNode;
  marks?: ReactNode;
  actions?: ReactNode;
}

export function PageHeader({ title, state, marks, actions }: PageHeaderProps) {
  useEffect(() => {
    document.title = `${title} · Sightglass`;
  }, [title]);
  return (
    <Group justify="space-between" align="flex-start" mb="md" wrap="nowrap">
      <Stack gap={2} miw={0}>
        <Group gap="sm">
          <Title order={1}>{title}</Title>
          {marks}
        </Group>
        {state && (
          <Text size="sm" c="dimmed" component="div">
            {state}
          </Text>
        )}
      </Stack>
      {actions && (
        <Group gap="xs" wrap="nowrap">
          {actions}
        </Group>
      )}
    </Group>
  );
}
