import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ChannelStatistics } from '../../../../../server/measurements/analyses/analysis.schema.ts';
import type { RecordingChannel } from '../../../../../server/measurements/recording.schema.ts';
import { type Column, DataTable } from '../../../components/DataTable.tsx';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { problemOf } from '../../../platform/api.ts';
import { useFormat } from '../../../platform/use-format.ts';
import type { Workspace } from '../use-workspace.ts';
import { CursorTimes } from './CursorTimes.tsx';
import { useStatistics } from './use-statistics.ts';
import { useValuesAt } from './use-values-at.ts';

interface CursorPanelProps {
  recordingId: string;
  channels: readonly RecordingChannel[];
  workspace: Workspace;
}

interface Row {
  channel: RecordingChannel;
  a: number | null | undefined;
  b: number | null | undefined;
  between: ChannelStatistics | undefined;
}

/** What the cursors read: the values at both, and what lies between them. Nothing without a cursor. */
export function CursorPanel({ recordingId, channels, workspace: { view, pair } }: CursorPanelProps) {
  const { t } = useTranslation();
  const at = { a: useValuesAt(recordingId, channels, pair.a), b: useValuesAt(recordingId, channels, pair.b) };
  const statistics = useStatistics(
    recordingId,
    channels.map(({ index }) => index),
    pair,
  );
  const columns = useColumns(pair.a !== null && pair.b !== null);
  if (pair.a === null && pair.b === null) return null;
  const rows = channels.map((channel): Row => {
    const between = statistics.data?.channels.find((other) => other.channel === channel.index);
    return { channel, a: at.a.get(channel.index), b: at.b.get(channel.index), between };
  });
  return (
    <Stack gap="xs" mt="sm">
      <CursorTimes view={view} />
      {statistics.isError && <ProblemAlert problem={problemOf(statistics.error)} onRetry={() => void statistics.refetch()} />}
      <DataTable caption={t('plot.cursorTable')} columns={columns} rows={rows} rowKey={({ channel }) => String(channel.index)} />
    </Stack>
  );
}

function useColumns(hasBoth: boolean): Column<Row>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const value = (key: string, header: string, read: (row: Row) => number | null | undefined): Column<Row> => ({
    ...{ key, header, isNumber: true },
    cell: (row) => format.number(read(row)),
  });
  const between = (key: 'min' | 'mean' | 'max' | 'std' | 'median' | 'slopePerS', header: string) =>
    value(key, header, (row) => row.between?.[key]);
  const both: Column<Row>[] = [
    value('delta', 'B − A', ({ a, b }) => (a == null || b == null ? null : b - a)),
    between('min', t('plot.min')),
    between('mean', t('plot.mean')),
    between('max', t('plot.max')),
    between('median', t('plot.median')),
    between('std', t('plot.std')),
    between('slopePerS', t('plot.slope')),
    { key: 'count', header: t('plot.count'), isNumber: true, cell: ({ between: found }) => countText(found, format.integer) },
  ];
  return [
    { key: 'name', header: t('importReport.channel'), width: '24%', cell: ({ channel }) => `${channel.name} [${channel.unit}]` },
    value('a', 'A', ({ a }) => a),
    value('b', 'B', ({ b }) => b),
    ...(hasBoth ? both : []),
  ];
}

/** Valid samples, and the missing ones where there are some. */
function countText(found: ChannelStatistics | undefined, integer: (value: number) => string): string {
  if (!found) return '–';
  return found.missing > 0 ? `${integer(found.count)} (−${integer(found.missing)})` : integer(found.count);
}
