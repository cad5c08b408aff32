import { ActionIcon, Badge, Group, Stack, Switch, Text } from '@mantine/core';
import { IconPencil, IconZoomIn } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Annotation } from '../../../../../server/measurements/annotations/annotation.schema.ts';
import type { RecordingChannel } from '../../../../../server/measurements/recording.schema.ts';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { problemOf } from '../../../platform/api.ts';
import { DeleteButton } from '../DeleteButton.tsx';
import { useAnnotationChanges } from './annotation.queries.ts';

interface AnnotationCardProps {
  recordingId: string;
  annotation: Annotation;
  channels: readonly RecordingChannel[];
  mayWrite: boolean;
  timeText(timeS: number): string;
  onShow(annotation: Annotation): void;
  onEdit(annotation: Annotation): void;
}

export function AnnotationCard({ recordingId, annotation, channels, mayWrite, timeText, onShow, onEdit }: AnnotationCardProps) {
  const { t } = useTranslation();
  const { update, remove } = useAnnotationChanges(recordingId);
  const { fromMs, toMs, text, tags, inReport, createdBy, version } = annotation;
  const channel = channels.find(({ index }) => index === annotation.channel);
  const problem = update.error ?? remove.error;
  const until = toMs === null ? '' : ` – ${timeText(toMs / 1000)}`;
  return (
    <Stack gap={4}>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {text}
      </Text>
      <Text size="xs" c="dimmed" className="tabular">
        {`${timeText(fromMs / 1000)}${until}`}
        {channel && ` · ${channel.name}`}
        {` · ${createdBy}`}
      </Text>
      {tags.length > 0 && (
        <Group gap={4}>
          {tags.map((tag) => (
            <Badge key={tag} size="sm" variant="default" tt="none">
              {tag}
            </Badge>
          ))}
        </Group>
      )}
      <Group gap={4} justify="space-between">
        <Switch
          size="xs"
          label={t('annotations.inReport')}
          checked={inReport}
          disabled={!mayWrite || update.isPending}
          onChange={(event) => update.mutate({ id: annotation.id, body: { inReport: event.currentTarget.checked, version } })}
        />
        <Group gap={2}>
          <ActionIcon variant="subtle" color="gray" aria-label={t('annotations.show', { text })} onClick={() => onShow(annotation)}>
            <IconZoomIn size={16} aria-hidden />
          </ActionIcon>
          {mayWrite && (
            <ActionIcon variant="subtle" color="gray" aria-label={t('annotations.editOne', { text })} onClick={() => onEdit(annotation)}>
              <IconPencil size={16} aria-hidden />
            </ActionIcon>
          )}
          {mayWrite && <DeleteButton label={t('annotations.delete', { text })} onDelete={() => remove.mutate(annotation)} />}
        </Group>
      </Group>
      {problem && <ProblemAlert problem={problemOf(problem)} />}
    </Stack>
  );
}
