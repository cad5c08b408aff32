import { Button, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from './FormDialog.tsx';

const leastReason = 5;

interface ReasonButtonProps {
  label: string;
  size?: 'compact-xs' | 'sm';
  /** What the person is asked for, and what makes it enough; absent: a reason. */
  words?: { reason: string; rule: string };
  /** What is read again after it. */
  refresh: QueryKey;
  onSave(reason: string): Promise<unknown>;
  children?: ReactNode;
}

/** A step that is taken with a reason. */
export function ReasonButton({ label, size = 'compact-xs', words, refresh, onSave, children }: ReasonButtonProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [isOpen, dialog] = useDisclosure(false);
  const rule = words?.rule ?? t('limits.reasonRule');
  const form = useForm({
    initialValues: { reason: '' },
    validate: { reason: (reason) => (reason.trim().length < leastReason ? rule : null) },
  });
  const save = async ({ reason }: { reason: string }) => {
    await onSave(reason);
    await client.invalidateQueries({ queryKey: refresh });
  };
  return (
    <>
      <Button size={size} variant="default" onClick={dialog.open}>
        {label}
      </Button>
      <FormDialog title={label} isOpen={isOpen} form={form} onClose={dialog.close} onSave={save}>
        {children}
        <Textarea
          label={words?.reason ?? t('limits.reason')}
          description={rule}
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
