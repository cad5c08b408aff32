import { Button, List, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDeviceUsb } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { SaveAnswer } from '../../../electron/bridge.schema.ts';
import type { Report } from '../../../server/reports/report.schema.ts';
import { problemFrom, problemOf } from '../platform/api.ts';
import { shell } from '../platform/shell.ts';

/** Desktop only: all files of a report and its signed bundle into a folder or onto a USB stick, read back and compared. */
export function SaveReportButton({ report }: { report: Report }) {
  const { t } = useTranslation();
  const save = useMutation({
    mutationFn: async () => shell?.saveReport(report.id) ?? null,
    onSuccess: (answer) => answer && tell(answer, t),
    onError: (error) => show(t('save.failed'), problemOf(error).title, true),
  });
  if (!shell) return null;
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={save.isPending}
      leftSection={<IconDeviceUsb size={14} aria-hidden />}
      aria-label={t('save.report', { number: report.number })}
      title={t('save.title')}
      onClick={() => save.mutate()}
    >
      {t('save.button')}
    </Button>
  );
}

function tell(answer: SaveAnswer, t: TFunction): void {
  if (answer.outcome === 'cancelled') return;
  if (answer.outcome === 'refused') return show(t('save.failed'), problemFrom(answer.text, answer.status).title, true);
  const { folder, saved } = answer;
  if (answer.outcome === 'saved') return show(t('save.done', { count: saved.length, folder }), <FileNames files={saved} />, false);
  const words = (
    <>
      <Text size="sm" c="var(--mantine-color-text)">
        {t(`saveFault.${answer.fault}`, { file: answer.file, folder })}
      </Text>
      <Text size="sm" c="var(--mantine-color-text)">
        {t('save.rest', { count: saved.length })}
      </Text>
      <FileNames files={saved} />
    </>
  );
  show(t('save.failed'), words, true);
}

function FileNames({ files }: { files: readonly { name: string }[] }) {
  return (
    <List size="sm" c="var(--mantine-color-text)">
      {files.map(({ name }) => (
        <List.Item key={name}>{name}</List.Item>
      ))}
    </List>
  );
}

/** Stays until it is closed: a person who looks away must not miss whether the stick may be pulled out. */
function show(title: string, message: React.ReactNode, isFault: boolean): void {
  notifications.show({ title, message, autoClose: false, ...(isFault ? { color: 'red' } : {}), closeButtonProps: { 'aria-label': 'OK' } });
}
