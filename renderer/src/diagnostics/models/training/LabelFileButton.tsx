import { Button, FileButton, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Training } from './use-training.ts';

/** A label file instead of lines: `cycle,<target>…` or `recording,cycle,<target>…`. */
export function LabelFileButton({ training: { file, setFile } }: { training: Training }) {
  const { t } = useTranslation();
  const take = async (chosen: File | null) => setFile(chosen && { name: chosen.name, text: await chosen.text() });
  if (file === null)
    return (
      <Group>
        <FileButton onChange={(chosen) => void take(chosen)} accept=".csv,.tsv,.txt">
          {(props) => (
            <Button {...props} size="xs" variant="default">
              {t('train.file')}
            </Button>
          )}
        </FileButton>
      </Group>
    );
  return (
    <Group gap="sm">
      <Text size="sm">{t('train.fileTaken', { name: file.name })}</Text>
      <Button size="xs" variant="default" onClick={() => setFile(null)}>
        {t('train.fileForget')}
      </Button>
    </Group>
  );
}
