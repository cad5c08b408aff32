import { Button, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Recording } from '../../../../server/measurements/recording.schema.ts';
import { retentionApi } from '../../../../server/measurements/retention/retention.schema.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { call } from '../../platform/api.ts';
import { useMay } from '../../platform/session.ts';

/** Shown only where the system's policy allows it and this person may. */
export function RemoveRecordingButton({ recording }: { recording: Recording }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const may = useMay('retention:write');
  const [isOpen, dialog] = useDisclosure(false);
  const form = useForm({
    initialValues: { reason: '' },
    validate: { reason: (reason) => (reason.trim().length < 5 ? t('retention.reasonRule') : null) },
  });
  const policy = useQuery({
    queryKey: ['retention', recording.systemId],
    queryFn: ({ signal }) => call(retentionApi.get, { params: { id: recording.systemId } }, signal),
    enabled: may,
  });
  if (!may || policy.data?.allowsRemoval !== true) return null;
  const remove = async ({ reason }: { reason: string }) => {
    await call(retentionApi.removeRecording, { params: { id: recording.id }, querystring: { reason } });
    await client.invalidateQueries();
    await navigate({ to: '/systems/$systemId', params: { systemId: recording.systemId } });
  };
  return (
    <>
      <Button size="xs" variant="default" c="red" onClick={dialog.open}>
        {t('retention.remove')}
      </Button>
      <FormDialog
        title={t('retention.removeTitle', { name: recording.name })}
        isOpen={isOpen}
        form={form}
        onClose={dialog.close}
        onSave={remove}
      >
        <Text size="sm">{t('retention.removeUse')}</Text>
        <TextInput
          label={t('retention.reason')}
          description={t('retention.reasonRule')}
          required
          data-autofocus
          {...form.getInputProps('reason')}
        />
      </FormDialog>
    </>
  );
}
