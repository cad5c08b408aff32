import { ActionIcon, Group, Stack, Text, Title } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CompositionState } from '../../../../server/reports/compositions/composition-api.schema.ts';
import classes from './Composer.module.css';
import { asChange, type Compose } from './composer.queries.ts';

/** Figures that were pinned in the plot workspace, in the order of the report. */
export function PinList({ state, compose }: { state: CompositionState; compose: Compose }) {
  const { t } = useTranslation();
  const { pins } = asChange(state);
  const move = (id: string, by: -1 | 1) =>
    compose.mutate((latest) => {
      const next = asChange(latest).pins;
      const from = next.findIndex((pin) => pin.id === id);
      if (from >= 0) next.splice(Math.max(from + by, 0), 0, ...next.splice(from, 1));
      return { pins: next };
    });
  return (
    <Stack gap={6} className={classes.section} data-place="pins" tabIndex={-1}>
      <Title order={2} size="sm">
        {t('composer.pins')}
      </Title>
      {pins.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('composer.noPins')}
        </Text>
      )}
      {pins.map(({ id, title, sentence }, index) => (
        <Group key={id} justify="space-between" wrap="nowrap" className={classes.slot} data-place={`pin ${id}`}>
          <div>
            <Text size="sm" fw={600}>
              {title}
            </Text>
            <Text size="sm">{sentence}</Text>
          </div>
          <Group gap={2} wrap="nowrap">
            <ActionIcon variant="subtle" disabled={index === 0} aria-label={t('composer.pinUp', { title })} onClick={() => move(id, -1)}>
              <IconArrowUp size={16} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              disabled={index === pins.length - 1}
              aria-label={t('composer.pinDown', { title })}
              onClick={() => move(id, 1)}
            >
              <IconArrowDown size={16} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              aria-label={t('composer.pinRemove', { title })}
              onClick={() => compose.mutate((latest) => ({ pins: asChange(latest).pins.filter((pin) => pin.id !== id) }))}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Group>
        </Group>
      ))}
    </Stack>
  );
}
