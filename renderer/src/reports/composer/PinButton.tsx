import { Button, Select, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconPin } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { compositionApi } from '../../../../server/reports/compositions/composition-api.schema.ts';
import { reportApi } from '../../../../server/reports/report.schema.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { call } from '../../platform/api.ts';
import { useMay } from '../../platform/session.ts';
import { reportsKey } from '../report.queries.ts';

/** What is visible in the plot: channels by index, times in ms since the start of the recording. */
export interface PinnedView {
  readonly channels: readonly number[];
  readonly fromMs: number;
  readonly toMs: number;
}

interface PinButtonProps {
  recordingId: string;
  view(): PinnedView;
}

/** As many channels as a figure on paper can tell apart. */
const mostChannels = 12;

/** Pins what the plot shows now to a draft, with a title and the sentence that says what it shows. */
export function PinButton({ recordingId, view }: PinButtonProps) {
  const { t } = useTranslation();
  const [isOpen, dialog] = useDisclosure(false);
  if (!useMay('reports:write')) return null;
  return (
    <>
      <Button size="xs" variant="default" leftSection={<IconPin size={14} aria-hidden />} onClick={dialog.open}>
        {t('pin.button')}
      </Button>
      {isOpen && <PinDialog recordingId={recordingId} view={view} onClose={dialog.close} />}
    </>
  );
}

function PinDialog({ recordingId, view, onClose }: PinButtonProps & { onClose(): void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const drafts = useQuery({
    queryKey: [...reportsKey, 'drafts', recordingId],
    queryFn: ({ signal }) => call(reportApi.list, { querystring: { recordingId, limit: 200 } }, signal),
    select: ({ items }) => items.filter(({ status }) => status === 'draft'),
  });
  const form = useForm({ initialValues: { reportId: '', title: '', sentence: '' } });
  const chosen = form.values.reportId || drafts.data?.[0]?.id || '';
  const pin = async ({ title, sentence }: { title: string; sentence: string }) => {
    const { channels, fromMs, toMs } = view();
    const body = { recordingId, channels: channels.slice(0, mostChannels), fromMs, toMs, title: title.trim(), sentence: sentence.trim() };
    await call(compositionApi.pin, { params: { id: chosen }, body });
    await client.invalidateQueries({ queryKey: reportsKey });
    const number = drafts.data?.find(({ id }) => id === chosen)?.number ?? '';
    notifications.show({ message: t('pin.done', { number }), closeButtonProps: { 'aria-label': t('common.close') } });
  };
  return (
    <FormDialog title={t('pin.button')} isOpen form={form} onClose={onClose} onSave={pin}>
      {drafts.data?.length === 0 ? (
        <Text size="sm">{t('pin.none')}</Text>
      ) : (
        <>
          <Select
            label={t('pin.report')}
            data={(drafts.data ?? []).map(({ id, number, title }) => ({ value: id, label: `${number} · ${title}` }))}
            allowDeselect={false}
            value={chosen}
            onChange={(value) => form.setFieldValue('reportId', value ?? '')}
          />
          <TextInput label={t('pin.title')} required maxLength={200} {...form.getInputProps('title')} />
          <Textarea label={t('pin.sentence')} maxLength={1000} autosize minRows={2} {...form.getInputProps('sentence')} />
        </>
      )}
    </FormDialog>
  );
}
