import { Group, List, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RecordingDetail } from '../../../../server/measurements/recording.schema.ts';
import { Worded } from '../../diagnostics/wordings/Worded.tsx';
import { ImportedChannelTable } from './ImportedChannelTable.tsx';
import { ImportFacts } from './ImportFacts.tsx';
import { RejectedRows } from './RejectedRows.tsx';
import { ReportActions } from './ReportActions.tsx';
import { RowSum } from './RowSum.tsx';
import { Sentence } from './Sentence.tsx';
import { TimingNotes } from './TimingNotes.tsx';

/** The account of the import: rows read, accepted, rejected and why; nothing disappears. */
export function ImportReportTab({ detail }: { detail: RecordingDetail }) {
  const { t } = useTranslation();
  const { importReport: report, skippedFiles } = detail;
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <ImportFacts report={report} />
        <ReportActions detail={detail} />
      </Group>
      <RowSum report={report} />
      <RejectedRows report={report} />
      <TimingNotes report={report} />
      {report.notes.length > 0 && (
        <section>
          <Title order={2} mb={4}>
            {t('importReport.notes')}
          </Title>
          <List size="sm">
            {report.notes.map((note) => (
              <List.Item key={note}>
                <Sentence text={note} />
              </List.Item>
            ))}
          </List>
        </section>
      )}
      <section>
        <Title order={2} mb="xs">
          {t('channels.title')}
        </Title>
        <ImportedChannelTable report={report} />
      </section>
      {skippedFiles.length > 0 && (
        <section>
          <Title order={2} mb={4}>
            {t('importReport.skipped')}
          </Title>
          {skippedFiles.map((file) => (
            <Text key={file.name} size="sm">
              {file.name}: <Worded text={file.reason} />
            </Text>
          ))}
        </section>
      )}
    </Stack>
  );
}
