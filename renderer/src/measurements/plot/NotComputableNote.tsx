import { Group, Paper, Stack, Text } from '@mantine/core';
import { IconCircleDashed } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Worded } from '../../diagnostics/wordings/Worded.tsx';

interface NotComputableNoteProps {
  because: string;
  /** The measurement that would make it so. */
  whatWouldHelp?: string | undefined;
}

/** Content of its own right, not an error: why something cannot be computed from this recording, and what would help. */
export function NotComputableNote({ because, whatWouldHelp }: NotComputableNoteProps) {
  const { t } = useTranslation();
  return (
    <Paper withBorder p="md" my="sm" maw={760} bg="var(--surface-raised)" data-not-computable>
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <IconCircleDashed size={22} color="var(--state-unknown)" aria-hidden style={{ flexShrink: 0 }} />
        <Stack gap={4}>
          <Text fw={600}>{t('state.notComputable')}</Text>
          <Text size="sm">
            <Worded text={because} />
          </Text>
          {whatWouldHelp && (
            <Text size="sm">
              <Text span fw={600} size="sm">
                {t('plot.whatWouldHelp')}
              </Text>{' '}
              <Worded text={whatWouldHelp} />
            </Text>
          )}
        </Stack>
      </Group>
    </Paper>
  );
}
