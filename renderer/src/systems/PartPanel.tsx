import { Button, Group, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { useMay } from '../platform/session.ts';

interface PartPanelProps<Row> {
  caption: string;
  explanation: string;
  empty: string;
  addLabel: string;
  onAdd(): void;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  children: ReactNode;
}

/** One list of a system's parts with the button that adds to it; `children` is the dialog. */
export function PartPanel<Row extends { id: string }>(props: PartPanelProps<Row>) {
  const mayWrite = useMay('systems:write');
  return (
    <>
      <Group justify="space-between" mb="sm" wrap="nowrap">
        <Text size="sm" c="dimmed">
          {props.explanation}
        </Text>
        {mayWrite && (
          <Button size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={props.onAdd} style={{ flexShrink: 0 }}>
            {props.addLabel}
          </Button>
        )}
      </Group>
      {props.rows.length === 0 ? (
        <EmptyState text={props.empty} />
      ) : (
        <DataTable caption={props.caption} columns={props.columns} rows={props.rows} rowKey={(row) => row.id} />
      )}
      {props.children}
    </>
  );
}
