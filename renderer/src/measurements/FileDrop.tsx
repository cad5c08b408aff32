import { Button, Group, Paper, Stack, Text, TextInput } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconFileUpload } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../platform/use-format.ts';
import classes from './FileDrop.module.css';

interface FileDropProps {
  isCompact: boolean;
  onFiles(files: readonly File[], name: string): void;
}

/** Files or a whole folder become one recording; its name may be given before the import starts. */
export function FileDrop({ isCompact, onFiles }: FileDropProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [name, setName] = useState('');
  const folder = useRef<HTMLInputElement>(null);
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  if (files.length > 0)
    return (
      <Paper withBorder p="md" bg="var(--surface-raised)" component="section" aria-label={t('measurements.import')}>
        <Stack gap="sm">
          <Text size="sm">
            {t('import.chosen', { count: files.length, size: format.bytes(bytes) })}{' '}
            <Text span c="dimmed" size="sm">
              {files
                .slice(0, 6)
                .map((file) => file.name)
                .join(', ')}
              {files.length > 6 ? ' …' : ''}
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
            <Button onClick={() => onFiles(files, name.trim())}>{t('import.start')}</Button>
            <Button variant="default" onClick={() => setFiles([])}>
              {t('common.cancel')}
            </Button>
          </Group>
        </Stack>
      </Paper>
    );
  return (
    <Stack gap="xs" align="flex-start">
      <Dropzone
        onDrop={setFiles}
        className={classes.zone}
        w="100%"
        p={isCompact ? 'sm' : 'xl'}
        aria-label={t('import.drop')}
        inputProps={{ 'aria-label': t('import.chooseFiles') }}
      >
        <Group justify="center" gap="md" mih={isCompact ? 40 : 140}>
          <IconFileUpload size={isCompact ? 24 : 40} stroke={1.4} aria-hidden />
          <div>
            <Text fw={600}>{t('import.drop')}</Text>
            <Text size="sm" c="dimmed">
              {t('import.dropDetail')}
            </Text>
          </div>
        </Group>
      </Dropzone>
      <Button variant="default" size="xs" onClick={() => folder.current?.click()}>
        {t('import.chooseFolder')}
      </Button>
      <input
        ref={folder}
        type="file"
        hidden
        multiple
        aria-label={t('import.chooseFolder')}
        {...{ webkitdirectory: '' }}
        onChange={(event) => setFiles([...(event.currentTarget.files ?? [])])}
      />
    </Stack>
  );
}
