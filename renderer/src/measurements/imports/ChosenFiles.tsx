import { Button, Group, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../platform/use-format.ts';

interface ChosenFilesProps {
  files: readonly File[];
  /** Imports them, or shows first what an import would make of them. */
  onStart(name: string, isLook: boolean): void;
  onCancel(): void;
}

/** Which files were chosen, and the last word before they are handed in. */
export function ChosenFiles({ files, onStart, onCancel }: ChosenFilesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [name, setName] = useState('');
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  const names = files.slice(0, 6).map((file) => file.name);
  return (
    <Paper withBorder p="md" bg="var(--surface-raised)" component="section" aria-label={t('measurements.import')}>
      <Stack gap="sm">
        <Text size="sm">
          {t('import.chosen', { count: files.length, size: format.bytes(bytes) })}{' '}
          <Text span c="dimmed" size="sm">
            {names.join(', ')}
            {files.length > names.length ? ' …' : ''}
          </Text>
        </Text>
        <TextInput
          label={t('import.name')}
          description={t('import.nameUse')}
          maw={420}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group gap="xs">
          <Button onClick={() => onStart(name.trim(), false)}>{t('import.start')}</Button>
          <Button variant="default" onClick={() => onStart(name.trim(), true)}>
            {t('wizard.look')}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
