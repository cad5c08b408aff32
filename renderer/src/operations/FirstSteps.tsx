import { Group, List, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '../components/LinkButton.tsx';

/** What an empty plant shows: the three steps to a first diagnosis. */
export function FirstSteps() {
  const { t } = useTranslation();
  return (
    <Paper withBorder p="xl" bg="var(--surface-raised)" maw={720}>
      <Stack gap="md">
        <Title order={2}>{t('firstSteps.title')}</Title>
        <List type="ordered" spacing="md">
          <List.Item>
            <Text fw={600}>{t('firstSteps.register')}</Text>
            <Text size="sm" c="dimmed">
              {t('firstSteps.registerDetail')}
            </Text>
          </List.Item>
          <List.Item>
            <Text fw={600}>{t('firstSteps.import')}</Text>
            <Text size="sm" c="dimmed">
              {t('firstSteps.importDetail')}
            </Text>
          </List.Item>
          <List.Item>
            <Text fw={600}>{t('firstSteps.diagnose')}</Text>
            <Text size="sm" c="dimmed">
              {t('firstSteps.diagnoseDetail')}
            </Text>
          </List.Item>
        </List>
        <Group>
          <LinkButton to="/systems">{t('firstSteps.start')}</LinkButton>
        </Group>
      </Stack>
    </Paper>
  );
}
