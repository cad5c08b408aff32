import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../platform/use-format.ts';
import type { UploadProgress } from '../use-import.ts';

export function UploadLine({ progress, onCancel }: { progress: UploadProgress; onCancel(): void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { done, total, ratePerSecond } = progress;
  const parts = [`${format.bytes(done)} / ${format.bytes(total)}`];
  if (ratePerSecond > 0) {
    parts.push(
      `${format.bytes(ratePerSecond)}/s`,
      t('jobs.remaining', { time: format.duration(Math.ceil((total - done) / ratePerSecond)) }),
    );
  }
  const title = t('import.uploading', { name: progress.fileName, number: progress.fileNumber, count: progress.fileCount });
  return (
    <Stack gap={4}>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" fw={600} truncate>
          {title}
        </Text>
        <Button size="compact-xs" variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </Group>
      <Progress value={total > 0 ? (100 * done) / total : 0} size="sm" aria-label={title} />
      <Text size="xs" c="dimmed" className="tabular">
        {parts.join(' · ')}
      </Text>
    </Stack>
  );
}
