import { Button, Group, Stack, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconFileUpload } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChosenFiles } from './ChosenFiles.tsx';
import classes from './FileDrop.module.css';

interface FileDropProps {
  isCompact: boolean;
  onFiles(files: readonly File[], name: string, isLook: boolean): void;
}

/** Files or a whole folder become one recording; its name may be given before the import starts. */
export function FileDrop({ isCompact, onFiles }: FileDropProps) {
  const { t } = useTranslation();
  const [files, setFiles] = useState<readonly File[]>([]);
  const folder = useRef<HTMLInputElement>(null);
  if (files.length > 0)
    return <ChosenFiles files={files} onStart={(name, isLook) => onFiles(files, name, isLook)} onCancel={() => setFiles([])} />;
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
