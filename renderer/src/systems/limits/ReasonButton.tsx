import { Button, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../components/FormDialog.tsx';
import { systemsKey } from '../system.queries.ts';

interface ReasonButtonProps {
  label: string;
  onSave(reason: string): Promise<unknown>;
  children?: ReactNode;
}

/** A step that is taken with a reason. */
export function ReasonButton({ label, onSave, children }: ReasonButtonProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [isOpen, dialog] = useDisclosure(false);
  const form = useForm({
    initialValues: { reason: '' },
    validate: { reason: (reason) => (reason.trim().length < 5 ? t('limits.reasonRule') : null) },
  });
  const save = async ({ reason }: { reason: string }) => {
    await onSave(reason);
    await client.invalidateQueries({ queryKey: systemsKey });
  };
  return (
    <>
      <Button size="compact-xs" variant="default" onClick={dialog.open}>
        {label}
      </Button>
      <FormDialog title={label} isOpen={isOpen} form={form} onClose={dialog.close} onSave={save}>
        {children}
        <Textarea
          label={t('limits.reason')}
          description={t('limits.reasonRule')}
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
