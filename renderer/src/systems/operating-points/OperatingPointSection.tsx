import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type OperatingPoint, operatingPointApi } from '../../../../server/systems/operating-points/operating-point.schema.ts';
import type { SystemDetail } from '../../../../server/systems/system.schema.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { call, problemOf } from '../../platform/api.ts';
import { useMay } from '../../platform/session.ts';
import { useFormat } from '../../platform/use-format.ts';
import { useWindowWords } from '../limits/limit-words.ts';
import { systemsKey } from '../system.queries.ts';
import { OperatingPointDialog } from './OperatingPointDialog.tsx';
import { useOperatingPoints } from './operating-point.queries.ts';

/** Operating points that limits, baselines and guided tests of a system refer to. */
export function OperatingPointSection({ detail }: { detail: SystemDetail }) {
  const { t } = useTranslation();
  const mayChange = useMay('limits:propose');
  const points = useOperatingPoints(detail.system.id);
  const [editing, setEditing] = useState<{ from: OperatingPoint | null } | null>(null);
  return (
    <section aria-labelledby="operating-points">
      <Group justify="space-between" mb="xs" wrap="nowrap">
        <div>
          <Title order={2} size="h5" id="operating-points">
            {t('points.title')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('points.explanation')}
          </Text>
        </div>
        {mayChange && (
          <Button
            size="xs"
            variant="default"
            style={{ flexShrink: 0 }}
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setEditing({ from: null })}
          >
            {t('points.add')}
          </Button>
        )}
      </Group>
      {points.length > 0 && (
        <OperatingPointTable points={points} {...(mayChange ? { onEdit: (from: OperatingPoint) => setEditing({ from }) } : {})} />
      )}
      {editing && <OperatingPointDialog detail={detail} from={editing.from} onClose={() => setEditing(null)} />}
    </section>
  );
}

interface OperatingPointTableProps {
  points: readonly OperatingPoint[];
  onEdit?: (point: OperatingPoint) => void;
}

function OperatingPointTable({ points, onEdit }: OperatingPointTableProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const format = useFormat();
  const windowWords = useWindowWords();
  const removal = useMutation({
    mutationFn: ({ id, version }: OperatingPoint) => call(operatingPointApi.remove, { params: { id }, querystring: { version } }),
    onSettled: () => client.invalidateQueries({ queryKey: systemsKey }),
  });
  const [leaving, setLeaving] = useState<OperatingPoint | null>(null);
  const columns: Column<OperatingPoint>[] = [
    { key: 'name', header: t('systems.name'), width: '22%', cell: ({ name }) => name },
    {
      key: 'within',
      header: t('points.within'),
      cell: ({ within }) => (
        <Stack gap={0}>
          {within.map((window) => (
            <Text key={window.signal} size="sm">
              {windowWords(window)}
            </Text>
          ))}
        </Stack>
      ),
    },
    {
      key: 'by',
      header: t('points.by'),
      width: '22%',
      cell: ({ updatedAt, updatedBy, version }) => t('points.byWords', { by: updatedBy, at: format.instant(updatedAt), version }),
    },
  ];
  if (onEdit)
    columns.push({
      key: 'actions',
      header: t('limits.actions'),
      width: 190,
      cell: (point) => (
        <Group gap={4} wrap="nowrap">
          <Button size="compact-xs" variant="default" onClick={() => onEdit(point)} aria-label={`${t('points.edit')}: ${point.name}`}>
            {t('points.edit')}
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => setLeaving(point)} aria-label={`${t('points.remove')}: ${point.name}`}>
            {t('points.remove')}
          </Button>
        </Group>
      ),
    });
  return (
    <Stack gap="xs">
      {removal.error && <ProblemAlert problem={problemOf(removal.error)} />}
      {leaving && (
        <ConfirmDialog
          title={t('points.removeTitle', { name: leaving.name })}
          confirm={t('points.remove')}
          onClose={() => setLeaving(null)}
          onConfirm={() => removal.mutate(leaving)}
        >
          {t('points.removeUse')}
        </ConfirmDialog>
      )}
      <DataTable caption={t('points.title')} columns={columns} rows={points} rowKey={({ id }) => id} />
    </Stack>
  );
}
