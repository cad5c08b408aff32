import { Group, Paper, SegmentedControl, Table, Text } from '@mantine/core';
import { IconAlertTriangleFilled } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportPreview, PreviewRow } from '../../../../server/measurements/import-preview.schema.ts';
import { useFormat } from '../../platform/use-format.ts';
import classes from './PreviewTable.module.css';

const mostChannels = 24;

/** The first rows as read, or as they are written; what is wrong with a row stands beside it in words. */
export function PreviewTable({ preview, isLooking }: { preview: ImportPreview; isLooking: boolean }) {
  const { t } = useTranslation();
  const [mode, setMode] = useState<'read' | 'written'>(preview.report === null ? 'written' : 'read');
  const { rows } = preview;
  const isRead = mode === 'read' && preview.report !== null;
  return (
    <Paper withBorder bg="var(--surface-raised)" component="section" aria-label={t('wizard.preview')} className={classes.frame}>
      <Group justify="space-between" px="sm" py={6}>
        <Text size="sm" fw={600} aria-live="polite">
          {isLooking ? t('wizard.looking') : t('wizard.preview')}
        </Text>
        {preview.report !== null && (
          <SegmentedControl
            size="xs"
            aria-label={t('wizard.mode')}
            value={mode}
            onChange={(value) => setMode(value as typeof mode)}
            data={[
              { value: 'read', label: t('wizard.asRead') },
              { value: 'written', label: t('wizard.asWritten') },
            ]}
          />
        )}
      </Group>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard (WCAG 2.1.1, axe scrollable-region-focusable) */}
      <section className={classes.scroll} tabIndex={0} aria-label={t('wizard.rows')} style={{ opacity: isLooking ? 0.6 : 1 }}>
        <Table className={classes.table} verticalSpacing={2} horizontalSpacing="xs" stickyHeader>
          {isRead ? <ReadRows preview={preview} /> : <WrittenRows rows={rows} />}
        </Table>
      </section>
    </Paper>
  );
}

function ReadRows({ preview }: { preview: ImportPreview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns = columnsOf(preview);
  const isTimeOpen = preview.questions.some(({ id }) => id === 'date-order' || id === 'sample-interval');
  return (
    <>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('wizard.line')}</Table.Th>
          <Table.Th>{t('wizard.time')}</Table.Th>
          {columns.map(({ key, name, unit, unitWritten }) => (
            <Table.Th key={key} ta="right">
              {name}
              <span className={classes.unit}>
                {unit || '–'}
                {unitWritten !== null && unitWritten !== unit ? ` (${t('wizard.inFile', { unit: unitWritten })})` : ''}
              </span>
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {preview.rows.map((row) =>
          row.kind === 'data' ? (
            <Table.Tr key={row.line}>
              <Table.Td c="dimmed">{row.line}</Table.Td>
              <Table.Td className={classes.short}>{row.time?.replace('T', ' ') ?? (isTimeOpen ? '?' : '–')}</Table.Td>
              {columns.map(({ key }, i) => (
                <Table.Td key={key} ta="right" className={classes.short}>
                  {format.number(row.values[i])}
                </Table.Td>
              ))}
            </Table.Tr>
          ) : (
            <OtherRow key={row.line} row={row} span={columns.length + 1} />
          ),
        )}
      </Table.Tbody>
    </>
  );
}

interface ReadColumn {
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  readonly unitWritten: string | null;
}

/** A column per channel; a line of a matrix is successive samples of its one channel. */
function columnsOf({ report, rows }: ImportPreview): ReadColumn[] {
  const channels = report?.channels.slice(0, mostChannels) ?? [];
  const [only] = channels;
  if (report?.layout !== 'matrix' || channels.length !== 1 || only === undefined)
    return channels.map(({ name, column, unit, unitWritten }) => ({ key: `${column} ${name}`, name, unit, unitWritten }));
  const samples = Math.max(0, ...rows.map(({ values }) => values.length));
  return Array.from({ length: samples }, (_, i) => ({ key: `${i}`, name: `${only.name} #${i + 1}`, unit: only.unit, unitWritten: null }));
}

/** A line that is no row of measurements: as it is written, and why. */
function OtherRow({ row, span }: { row: PreviewRow; span: number }) {
  return (
    <Table.Tr className={row.kind === 'rejected' ? classes.rejected : classes.before}>
      <Table.Td c="dimmed">{row.line}</Table.Td>
      <Table.Td colSpan={span}>
        <Mark row={row} />
        {row.cells.join('  ')}
      </Table.Td>
    </Table.Tr>
  );
}

function Mark({ row }: { row: PreviewRow }) {
  const { t } = useTranslation();
  if (row.kind === 'header' || row.kind === 'units') return <span className={classes.kind}>{t(`wizard.kind.${row.kind}`)}</span>;
  if (row.reason === null) return null;
  return (
    <span className={classes.reason}>
      <IconAlertTriangleFilled size={12} color="var(--state-attention)" aria-hidden /> {t(`reject.${row.reason}`)}
    </span>
  );
}

function WrittenRows({ rows }: { rows: readonly PreviewRow[] }) {
  const { t } = useTranslation();
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  const columns = Array.from({ length: width }, (_, column) => column + 1);
  return (
    <>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('wizard.line')}</Table.Th>
          {columns.map((column) => (
            <Table.Th key={column}>{column}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.line} className={classes[row.kind] ?? ''}>
            <Table.Td c="dimmed">
              {row.line} <Mark row={row} />
            </Table.Td>
            {columns.map((column) => (
              <Table.Td key={column} className={classes.short}>
                {row.cells[column - 1] ?? ''}
                {column === width && row.moreCells > 0 ? ` … +${row.moreCells}` : ''}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </>
  );
}
