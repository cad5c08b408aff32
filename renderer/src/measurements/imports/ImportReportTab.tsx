import { Button, Group, List, Stack, Text, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type RecordingDetail, recordingApi } from '../../../../server/measurements/recording.schema.ts';
import { addressOf } from '../../platform/api.ts';
import { ImportedChannelTable } from './ImportedChannelTable.tsx';
import { ImportFacts } from './ImportFacts.tsx';
import { RejectedRows } from './RejectedRows.tsx';

/** The account of the import: rows read, accepted, rejected and why; nothing disappears. */
export function ImportReportTab({ detail }: { detail: RecordingDetail }) {
  const { t } = useTranslation();
  const { importReport: report, skippedFiles, recording } = detail;
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <ImportFacts report={report} />
        {report.rejectedRows > 0 && (
          <Button
            component="a"
            href={addressOf(recordingApi.rejectedRows, { params: { id: recording.id } })}
            download
            variant="default"
            size="xs"
            leftSection={<IconDownload size={14} aria-hidden />}
            style={{ flexShrink: 0 }}
          >
            {t('importReport.downloadRejected')}
          </Button>
        )}
      </Group>
      <RejectedRows report={report} />
      {report.notes.length > 0 && (
        <section>
          <Title order={2} mb={4}>
            {t('importReport.notes')}
          </Title>
          <List size="sm" lang="en">
            {report.notes.map((note) => (
              <List.Item key={note}>{note}</List.Item>
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
              {file.name}: <span lang="en">{file.reason}</span>
            </Text>
          ))}
        </section>
      )}
    </Stack>
  );
}
