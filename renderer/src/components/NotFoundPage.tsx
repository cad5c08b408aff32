import { Anchor, Center, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <Center mih="60vh" component="main">
      <Stack align="center" gap="xs">
        <Title order={1}>{t('notFound.title')}</Title>
        <Text c="dimmed">{t('notFound.detail')}</Text>
        <Anchor renderRoot={(props) => <Link to="/" {...props} />}>{t('page.overview')}</Anchor>
      </Stack>
    </Center>
  );
}
