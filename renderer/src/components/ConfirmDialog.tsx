import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface ConfirmDialogProps {
  /** The question. */
  title: string;
  /** The word on the button that does it. */
  confirm: string;
  onClose(): void;
  onConfirm(): void;
  /** What follows from it, and what does not. */
  children: ReactNode;
}

/** Asks once more before something is removed; the way out comes first and has the focus. */
export function ConfirmDialog({ title, confirm, onClose, onConfirm, children }: ConfirmDialogProps) {
  const { t } = useTranslation();
  const confirmed = () => {
    onConfirm();
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack gap="sm">
        <Text size="sm">{children}</Text>
        <Group justify="flex-end" gap="xs" mt="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button onClick={confirmed}>{confirm}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
