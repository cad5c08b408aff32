import { ActionIcon, Button, Popover } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** Deletes after a second press: the first only asks. */
export function DeleteButton({ label, onDelete }: { label: string; onDelete(): void }) {
  const { t } = useTranslation();
  return (
    <Popover position="bottom-end" withArrow trapFocus>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={label}>
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p="xs" aria-label={label}>
        <Button size="xs" variant="default" onClick={onDelete}>
          {t('plot.reallyDelete')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
