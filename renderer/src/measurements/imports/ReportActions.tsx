import { Button, Stack } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type RecordingDetail, recordingApi } from '../../../../server/measurements/recording.schema.ts';
import { addressOf } from '../../platform/api.ts';
import { KeepTemplateButton } from '../templates/KeepTemplateButton.tsx';
import { saveJson } from '../templates/save-json.ts';

/** The report and the rejected rows as files, and the way the file was read as the template of its logger. */
export function ReportActions({ detail }: { detail: RecordingDetail }) {
  const { t } = useTranslation();
  const { importReport: report, recording, recipe, importSettings } = detail;
  const save = () => saveJson({ recording, importReport: report, recipe, importSettings }, `${recording.name}.import-report.json`);
  return (
    <Stack gap="xs" style={{ flexShrink: 0 }}>
      <KeepTemplateButton detail={detail} />
      <Button variant="default" size="xs" leftSection={<IconDownload size={14} aria-hidden />} onClick={save}>
        {t('importReport.downloadReport')}
      </Button>
      {report.rejectedRows > 0 && (
        <Button
          component="a"
          href={addressOf(recordingApi.rejectedRows, { params: { id: recording.id } })}
          download
          variant="default"
          size="xs"
          leftSection={<IconDownload size={14} aria-hidden />}
        >
          {t('importReport.downloadRejected')}
        </Button>
      )}
    </Stack>
  );
}
