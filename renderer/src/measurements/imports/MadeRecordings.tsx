import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { useSystem } from '../../systems/system.queries.ts';
import { RecordingTable } from '../RecordingTable.tsx';
import { useRecordings } from '../recording.queries.ts';

interface MadeRecordingsProps {
  systemId: string;
  recordingIds: readonly string[];
  /** So many of the recordings were there before. */
  existing: number;
  onReset(): void;
}

/** Files that did not belong together: every recording that was made of them. */
export function MadeRecordings({ systemId, recordingIds, existing, onReset }: MadeRecordingsProps) {
  const { t } = useTranslation();
  const recordings = useRecordings(systemId);
  const zone = useSystem(systemId).data?.site.timeZone;
  const made = recordings.items.filter(({ id }) => recordingIds.includes(id));
  return (
    <Stack gap="sm" component="section" aria-label={t('import.several', { count: recordingIds.length })}>
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={2}>{t('import.several', { count: recordingIds.length })}</Title>
          <Text size="sm" c="dimmed">
            {t('import.severalDetail')} {existing > 0 && t('import.severalExisting', { count: existing })}
          </Text>
        </div>
        <Button variant="default" onClick={onReset}>
          {t('import.other')}
        </Button>
      </Group>
      <Loaded query={recordings}>
        {() => (
          <div>
            <RecordingTable recordings={made} zoneOf={() => zone} />
            {made.length < recordingIds.length && <MoreButton list={recordings} />}
          </div>
        )}
      </Loaded>
    </Stack>
  );
}
