import { Button, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type DecisionWord, decisionApi } from '../../../../server/diagnostics/decisions/decision.schema.ts';
import type { Finding } from '../../../../server/diagnostics/diagnosis.schema.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { call } from '../../platform/api.ts';
import { Worded } from '../wordings/Worded.tsx';
import { decisionsKey } from './decision.queries.ts';

const verbs = { confirmed: 'decision.confirm', refuted: 'decision.refute', deferred: 'decision.defer' } as const;

export function DecideButton({ decision, finding, recordingId }: { decision: DecisionWord; finding: Finding; recordingId: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [isOpen, dialog] = useDisclosure(false);
  const form = useForm({
    initialValues: { reason: '' },
    validate: { reason: (reason) => (reason.trim().length < 5 ? t('decision.reasonRule') : null) },
  });
  const decide = async ({ reason }: { reason: string }) => {
    await call(decisionApi.decide, { params: { id: recordingId }, body: { faultId: finding.faultId, decision, reason } });
    await client.invalidateQueries({ queryKey: decisionsKey });
  };
  return (
    <>
      <Button size="xs" variant="default" onClick={dialog.open}>
        {t(verbs[decision])}
      </Button>
      <FormDialog title={t(verbs[decision])} isOpen={isOpen} form={form} onClose={dialog.close} onSave={decide}>
        <Text size="sm">
          <Worded text={finding.fault} />
        </Text>
        <Textarea
          label={t('decision.reason')}
          description={t('decision.reasonRule')}
          required
          autosize
          minRows={2}
          data-autofocus
          {...form.getInputProps('reason')}
        />
        <Text size="xs" c="dimmed">
          {t('decision.effect')}
        </Text>
      </FormDialog>
    </>
  );
}
