import { ActionIcon, Button, Group, Text, TextInput } from '@mantine/core';
import { IconCheck, IconDeviceFloppy, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlotView } from '../../../../../server/measurements/plot-views/plot-view.schema.ts';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { problemOf } from '../../../platform/api.ts';
import { DeleteButton } from '../DeleteButton.tsx';
import type { StoredView } from '../view-state.ts';
import { usePlotViewChanges } from './plot-view.queries.ts';

interface ViewLineProps {
  systemId: string;
  view: PlotView;
  mayWrite: boolean;
  current(): StoredView;
  onShow(): void;
}

/** One saved view and what can be done with it. */
export function ViewLine({ systemId, view, mayWrite, current, onShow }: ViewLineProps) {
  const { t } = useTranslation();
  const { update, remove } = usePlotViewChanges(systemId);
  const [isRenaming, setRenaming] = useState(false);
  const { id, name, shared, createdBy, version } = view;
  const rename = (to: string) => {
    setRenaming(false);
    if (to !== '' && to !== name) update.mutate({ id, body: { name: to, version } });
  };
  const problem = update.error ?? remove.error;
  return (
    <li>
      <Group gap="xs" wrap="nowrap" py={4}>
        {isRenaming ? (
          <RenameField name={name} onDone={rename} />
        ) : (
          <Text size="sm" style={{ flex: 1, overflowWrap: 'anywhere' }}>
            {name}{' '}
            <Text span size="xs" c="dimmed">
              {`${createdBy} · ${shared ? t('views.isShared') : t('views.isOwn')}`}
            </Text>
          </Text>
        )}
        <Button size="compact-sm" variant="default" aria-label={t('views.showOne', { name })} onClick={onShow}>
          {t('views.show')}
        </Button>
        {mayWrite && (
          <>
            <ActionIcon variant="subtle" color="gray" aria-label={t('views.rename', { name })} onClick={() => setRenaming(true)}>
              <IconPencil size={16} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('views.overwrite', { name })}
              onClick={() => update.mutate({ id, body: { state: { ...current() }, version } })}
            >
              <IconDeviceFloppy size={16} aria-hidden />
            </ActionIcon>
            <DeleteButton label={t('views.delete', { name })} onDelete={() => remove.mutate(view)} />
          </>
        )}
      </Group>
      {problem && <ProblemAlert problem={problemOf(problem)} />}
    </li>
  );
}

function RenameField({ name, onDone }: { name: string; onDone(name: string): void }) {
  const { t } = useTranslation();
  const [value, setValue] = useState(name);
  return (
    <form
      style={{ flex: 1 }}
      onSubmit={(event) => {
        event.preventDefault();
        onDone(value.trim());
      }}
    >
      <TextInput
        size="xs"
        aria-label={t('views.name')}
        value={value}
        data-autofocus
        autoFocus
        maxLength={200}
        onChange={(event) => setValue(event.currentTarget.value)}
        rightSection={
          <ActionIcon type="submit" variant="subtle" color="gray" aria-label={t('common.save')}>
            <IconCheck size={16} aria-hidden />
          </ActionIcon>
        }
      />
    </form>
  );
}
