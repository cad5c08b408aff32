import { Paper, Stack, Text } from '@mantine/core';
import type { LinkProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SystemDetail } from '../../../../server/systems/system.schema.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { useDiagnosis, useSystemDiagnosis } from '../../diagnostics/diagnosis.queries.ts';
import { useRecording, useRecordings } from '../../measurements/recording.queries.ts';
import type { ComponentState } from './component-state.ts';
import { SchematicDrawing } from './SchematicDrawing.tsx';
import { SchematicLegend } from './SchematicLegend.tsx';
import { SchematicList } from './SchematicList.tsx';
import { useDiagnosedWords } from './schematic.queries.ts';
import { measuringPoints } from './schematic-channels.ts';
import type { SchematicContent } from './schematic-content.ts';
import type { SchematicComponent } from './sensor-place.ts';
import { useSensorWords } from './use-sensor-words.ts';
import { useSymbolWords } from './use-symbol-words.ts';

/** The system's circuit with the recording measured last (the newest one while that has no diagnosis): grades at the components, values at the sensors. */
export function SystemSchematic({ detail: { system, components, channels } }: { detail: SystemDetail }) {
  const { t } = useTranslation();
  const last = useSystemDiagnosis(system.id).data;
  const imported = useRecordings(system.id).items[0];
  const newestId = last === undefined ? undefined : (last?.recordingId ?? imported?.id);
  const recorded = useRecording(newestId).data;
  const newest = recorded?.recording;
  const diagnosis = useDiagnosis(newestId).data;
  const points = measuringPoints(channels, recorded?.channels ?? []);
  const sensorOf = useSensorWords({
    systemId: system.id,
    recording: newest,
    points,
    quality: diagnosis?.result.quality ?? [],
  });
  const linkOf = ({ kind }: SchematicComponent, { findings }: ComponentState): LinkProps =>
    newest && findings.length > 0
      ? { to: '/recordings/$recordingId', params: { recordingId: newest.id }, search: { tab: 'diagnosis' }, hash: 'findings' }
      : { to: '/systems/$systemId', params: { systemId: system.id }, search: { tab: 'health' }, hash: `component-${kind}` };
  const wordsOf = useSymbolWords(useDiagnosedWords(diagnosis), components, linkOf);
  if (components.length === 0) return <EmptyState text={t('schematic.empty')} />;
  const content: SchematicContent = { label: t('schematic.of', { system: system.name }), components, channels: points, wordsOf, sensorOf };
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {newest && t('schematic.explanation', { recording: newest.name })}
        {last === null && !imported && t('schematic.unmeasured')}
      </Text>
      <Paper withBorder bg="var(--surface-raised)">
        <SchematicDrawing content={content} />
      </Paper>
      <SchematicLegend />
      <SchematicList content={content} />
    </Stack>
  );
}
