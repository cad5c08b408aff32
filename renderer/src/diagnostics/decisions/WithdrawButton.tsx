import { Button, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Decision, decisionApi } from '../../../../server/diagnostics/decisions/decision.schema.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { call } from '../../platform/api.ts';
import { decisionsKey } from './decision.queries.ts';

/** A decision taken back stays on record and counts no longer. */
export function WithdrawButton({ decision }: { decision: Decision }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [isOpen, dialog] = useDisclosure(false);
  const form = useForm({
    initialValues: { reason: '' },
    validate: { reason: (reason) => (reason.trim().length < 5 ? t('decision.reasonRule') : null) },
  });
  const withdraw = async ({ reason }: { reason: string }) => {
    await call(decisionApi.withdraw, { params: { id: decision.id }, body: { reason } });
    await client.invalidateQueries({ queryKey: decisionsKey });
  };
  return (
    <>
      <Button size="compact-xs" variant="default" onClick={dialog.open}>
        {t('decision.withdraw')}
      </Button>
      <FormDialog title={t('decision.withdraw')} isOpen={isOpen} form={form} onClose={dialog.close} onSave={withdraw}>
        <Textarea
          label={t('decision.reason')}
          description={t('decision.reasonRule')}
          required
          autosize
          minRows={2}
          data-autofocus
          {...form.getInputProps('reason')}
        />
      </FormDialog>
    </>
  );
}
