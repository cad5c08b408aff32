import { Paper, Stack } from '@mantine/core';
import type { LinkProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Diagnosis } from '../../../../server/diagnostics/diagnosis.schema.ts';
import { useRecording } from '../../measurements/recording.queries.ts';
import { useSystem } from '../system.queries.ts';
import type { ComponentState } from './component-state.ts';
import { SchematicDrawing } from './SchematicDrawing.tsx';
import { SchematicLegend } from './SchematicLegend.tsx';
import { useDiagnosedWords } from './schematic.queries.ts';
import type { SchematicContent } from './schematic-content.ts';
import type { SchematicComponent } from './sensor-place.ts';
import { useSymbolWords } from './use-symbol-words.ts';

/** The small one: where in the circuit this diagnosis, which may be an earlier one, found something. Sensors are on the system's page. */
export function DiagnosisSchematic({ diagnosis, isEarlier }: { diagnosis: Diagnosis; isEarlier: boolean }) {
  const { t } = useTranslation();
  const { recordingId, id } = diagnosis;
  const systemId = useRecording(recordingId).data?.recording.systemId;
  const components = useSystem(systemId).data?.components ?? [];
  const linkOf = (_: SchematicComponent, { findings }: ComponentState): LinkProps => ({
    to: '/recordings/$recordingId',
    params: { recordingId },
    search: { tab: 'diagnosis', ...(isEarlier && { evaluation: id }) },
    hash: findings.length > 0 ? 'findings' : 'indicators',
  });
  const wordsOf = useSymbolWords(useDiagnosedWords(diagnosis), components, linkOf);
  if (components.length === 0) return null;
  const sensorOf = () => {
    throw new Error('the small drawing has no sensors');
  };
  const content: SchematicContent = { label: t('schematic.diagnosed'), components, channels: [], wordsOf, sensorOf };
  return (
    <Stack gap="xs">
      <Paper withBorder bg="var(--surface-raised)">
        <SchematicDrawing content={content} />
      </Paper>
      <SchematicLegend />
    </Stack>
  );
}
