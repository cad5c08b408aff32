import { Paper, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './DataTable.module.css';

export interface Column<Row> {
  key: string;
  header: string;
  cell(row: Row): ReactNode;
  /** Numbers stand right-aligned with equal digits. */
  isNumber?: boolean;
  /** Short values, such as instants, that read badly when broken. */
  isShort?: boolean;
  width?: number | string;
}

interface DataTableProps<Row> {
  /** Names the table for people who hear it. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey(row: Row): string;
}

export function DataTable<Row>({ caption, columns, rows, rowKey }: DataTableProps<Row>) {
  return (
    <Paper withBorder className={classes.frame} tabIndex={0} role="region" aria-label={caption}>
      <Table verticalSpacing={6} horizontalSpacing="sm" highlightOnHover aria-label={caption} className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column.key} w={column.width} ta={column.isNumber ? 'right' : 'left'} scope="col">
                {column.header}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={rowKey(row)}>
              {columns.map((column) => (
                <Table.Td
                  key={column.key}
                  ta={column.isNumber ? 'right' : 'left'}
                  className={column.isShort || column.isNumber ? classes.short : ''}
                >
                  {column.cell(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}
