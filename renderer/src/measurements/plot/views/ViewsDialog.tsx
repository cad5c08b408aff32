import { Button, Group, Modal, Stack, Switch, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { PlotView } from '../../../../../server/measurements/plot-views/plot-view.schema.ts';
import { Loaded } from '../../../components/Loaded.tsx';
import { MoreButton } from '../../../components/MoreButton.tsx';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { problemOf } from '../../../platform/api.ts';
import { useMay } from '../../../platform/session.ts';
import type { StoredView } from '../view-state.ts';
import { usePlotViewChanges, usePlotViews } from './plot-view.queries.ts';
import { ViewLine } from './ViewLine.tsx';

interface ViewsDialogProps {
  systemId: string;
  /** What is shown now. */
  current(): StoredView;
  onShow(view: PlotView): void;
  onClose(): void;
}

/** Saves what is shown under a name, and shows, renames, overwrites and deletes what was saved. */
export function ViewsDialog({ systemId, current, onShow, onClose }: ViewsDialogProps) {
  const { t } = useTranslation();
  const views = usePlotViews(systemId);
  const mayWrite = useMay('plot-views:write');
  return (
    <Modal opened onClose={onClose} title={t('views.title')} closeButtonProps={{ 'aria-label': t('common.close') }} size="lg">
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('views.explanation')}
        </Text>
        {mayWrite && <SaveForm systemId={systemId} current={current} />}
        <section aria-label={t('views.list')}>
          <Title order={2} mb={4}>
            {t('views.list')}
          </Title>
          <Loaded query={views}>
            {() => (
              <Stack gap={0} component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
                {views.items.length === 0 && <Text size="sm">{t('views.empty')}</Text>}
                {views.items.map((view) => (
                  <ViewLine key={view.id} {...{ view, systemId, current, mayWrite }} onShow={() => onShow(view)} />
                ))}
                <MoreButton list={views} />
              </Stack>
            )}
          </Loaded>
        </section>
      </Stack>
    </Modal>
  );
}

function SaveForm({ systemId, current }: Pick<ViewsDialogProps, 'systemId' | 'current'>) {
  const { t } = useTranslation();
  const { create } = usePlotViewChanges(systemId);
  const form = useForm({
    initialValues: { name: '', shared: true },
    validate: { name: (value) => (value.trim() === '' ? t('systems.required') : null) },
  });
  const save = ({ name, shared }: typeof form.values) =>
    create.mutate({ name: name.trim(), shared, state: { ...current() } }, { onSuccess: () => form.reset() });
  return (
    <form onSubmit={form.onSubmit(save)} noValidate aria-label={t('views.saveTitle')}>
      <Group align="flex-end" gap="sm">
        <TextInput label={t('views.name')} data-autofocus style={{ flex: 1 }} maxLength={200} {...form.getInputProps('name')} />
        <Switch label={t('views.shared')} pb={8} {...form.getInputProps('shared', { type: 'checkbox' })} />
        <Button type="submit" loading={create.isPending}>
          {t('views.save')}
        </Button>
      </Group>
      {create.isError && <ProblemAlert problem={problemOf(create.error)} />}
    </form>
  );
}
