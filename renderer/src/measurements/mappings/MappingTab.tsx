import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingMapping } from '../../../../server/measurements/mappings/mapping.schema.ts';
import type { RecordingDetail } from '../../../../server/measurements/recording.schema.ts';
import { Loaded } from '../../components/Loaded.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { DiagnoseButton } from '../../diagnostics/DiagnoseButton.tsx';
import { problemOf } from '../../platform/api.ts';
import { useMay } from '../../platform/session.ts';
import { useSystem } from '../../systems/system.queries.ts';
import { MappingTable } from './MappingTable.tsx';
import { useChangeMapping, useMapping } from './mapping.queries.ts';
import { assignedOf, type Choice, changesOf } from './mapping-choice.ts';

/** What the channels of a recording are in its system: looked at, and corrected. */
export function MappingTab({ detail }: { detail: RecordingDetail }) {
  const mapping = useMapping(detail.recording.id);
  return (
    <Loaded query={mapping}>{(data) => <MappingForm detail={detail} mapping={data} onReload={() => void mapping.refetch()} />}</Loaded>
  );
}

function MappingForm({ detail, mapping, onReload }: { detail: RecordingDetail; mapping: RecordingMapping; onReload(): void }) {
  const { t } = useTranslation();
  const { recording, channels } = detail;
  const known = useSystem(recording.systemId).data?.channels ?? [];
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const save = useChangeMapping(recording.id);
  const mayChange = useMay('recordings:import');
  const changes = changesOf(mapping, known, choices);
  const count = Object.keys(changes).length;
  const assigned = new Map(mapping.channels.map((item) => [item.suggestion.name, assignedOf(item, known)]));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ tag: mapping.tag, body: { mapping: changes } }, { onSuccess: () => setChoices({}) });
      }}
    >
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start" wrap="nowrap">
          <Text size="sm" maw={760}>
            {t('mapping.detail')}
          </Text>
          {mayChange && (
            <Button type="submit" disabled={count === 0 || save.isPending}>
              {t('mapping.save', { count })}
            </Button>
          )}
        </Group>
        {save.isError && <ProblemAlert problem={problemOf(save.error)} onRetry={onReload} />}
        {save.isSuccess && count === 0 && <Saved recordingId={recording.id} />}
        <MappingTable
          systemId={recording.systemId}
          suggestions={mapping.channels.map(({ suggestion }) => suggestion)}
          rangeOf={(name) => channels.find((channel) => channel.name === name)}
          choiceOf={({ name }) => choices[name] ?? assigned.get(name) ?? 'none'}
          onChoose={mayChange ? (name, choice) => setChoices((all) => ({ ...all, [name]: choice })) : undefined}
        />
      </Stack>
    </form>
  );
}

/** The diagnosis that is there was made with what the channels were taken for before. */
function Saved({ recordingId }: { recordingId: string }) {
  const { t } = useTranslation();
  return (
    <Alert icon={<IconInfoCircle aria-hidden />} title={t('mapping.saved')} role="status" maw={760}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{t('mapping.savedDetail')}</Text>
        <DiagnoseButton recordingId={recordingId} />
      </Stack>
    </Alert>
  );
}
