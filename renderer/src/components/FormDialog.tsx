import { Button, Group, Modal, Stack } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProblemDetails } from '../../../server/platform/http/problem.schema.ts';
import { problemOf } from '../platform/api.ts';
import { fieldErrors } from '../platform/form-problem.ts';
import { ProblemAlert } from './ProblemAlert.tsx';

interface FormDialogProps<Values> {
  title: string;
  isOpen: boolean;
  form: UseFormReturnType<Values>;
  size?: 'md' | 'lg';
  /** What the button says that sends the values; "Save" when absent. */
  saveLabel?: string;
  onClose(): void;
  /** Sends the values; what it throws is shown beside the fields it names, otherwise above them. */
  onSave(values: Values): Promise<unknown>;
  children: ReactNode;
}

export function FormDialog<Values>({ title, isOpen, form, size = 'md', saveLabel, onClose, onSave, children }: FormDialogProps<Values>) {
  const { t } = useTranslation();
  const [problem, setProblem] = useState<ProblemDetails | null>(null);
  const [isSaving, setSaving] = useState(false);
  const close = () => {
    setProblem(null);
    form.reset();
    onClose();
  };
  const save = async (values: Values) => {
    setSaving(true);
    try {
      await onSave(values);
      close();
    } catch (error) {
      const refused = problemOf(error);
      form.setErrors(fieldErrors(refused));
      setProblem(refused);
    } finally {
      setSaving(false);
    }
  };
  return (
    <Modal opened={isOpen} onClose={close} title={title} closeButtonProps={{ 'aria-label': t('common.close') }} size={size}>
      <form onSubmit={form.onSubmit((values) => void save(values))} noValidate>
        <Stack gap="sm">
          {problem && <ProblemAlert problem={problem} />}
          {children}
          <Group justify="flex-end" gap="xs" mt="xs">
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={isSaving}>
              {saveLabel ?? t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
