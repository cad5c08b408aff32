import { Button, Paper, ScrollArea, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Annotation } from '../../../../../server/measurements/annotations/annotation.schema.ts';
import type { RecordingChannel } from '../../../../../server/measurements/recording.schema.ts';
import { useMay } from '../../../platform/session.ts';
import { AnnotationCard } from './AnnotationCard.tsx';

interface AnnotationPanelProps {
  recordingId: string;
  channels: readonly RecordingChannel[];
  annotations: readonly Annotation[];
  timeText(timeS: number): string;
  onAdd(): void;
  onShow(annotation: Annotation): void;
  onEdit(annotation: Annotation): void;
}

/** All annotations of the recording by time. */
export function AnnotationPanel({ annotations, onAdd, ...card }: AnnotationPanelProps) {
  const { t } = useTranslation();
  const mayWrite = useMay('annotations:write');
  return (
    <Stack gap="xs">
      {mayWrite && (
        <Button size="xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={onAdd}>
          {t('annotations.add')}
        </Button>
      )}
      {annotations.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('annotations.empty')}
        </Text>
      )}
      <ScrollArea.Autosize mah={520} type="auto">
        <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
          {annotations.map((annotation) => (
            <Paper key={annotation.id} component="li" withBorder p="xs" bg="var(--surface-raised)">
              <AnnotationCard {...card} annotation={annotation} mayWrite={mayWrite} />
            </Paper>
          ))}
        </Stack>
      </ScrollArea.Autosize>
    </Stack>
  );
}
