import { Center, Group, Paper, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { LanguageSwitch } from '../components/LanguageSwitch.tsx';
import { Logo } from '../components/Logo.tsx';

/** The panel of the two pages that stand before the login. */
export function EntryPanel({ title, children }: { title: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Sightglass`;
  }, [title]);
  return (
    <Center component="main" mih="100vh" p="md">
      <Paper withBorder p="xl" w={420} bg="var(--surface-raised)">
        <Stack gap="md">
          <Group justify="space-between">
            <Group gap="xs">
              <Logo size={28} />
              <span style={{ fontWeight: 650 }}>Sightglass</span>
            </Group>
            <LanguageSwitch />
          </Group>
          <Title order={1}>{title}</Title>
          {children}
        </Stack>
      </Paper>
    </Center>
  );
}
