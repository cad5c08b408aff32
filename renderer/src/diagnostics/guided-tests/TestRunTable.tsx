import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TestRunRow } from '../../../../server/diagnostics/guided-tests/test-run.schema.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { TextLink } from '../../components/TextLink.tsx';
import { useFormat } from '../../platform/use-format.ts';
import { useGuidedTests } from './guided-test.queries.ts';
import { TestStateMark } from './TestStateMark.tsx';
import { useSentence } from './use-sentence.ts';

/** Runs of a system, newest first, each with its newest outcome. */
export function TestRunTable({ runs, timeZone }: { runs: readonly TestRunRow[]; timeZone: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sentence = useSentence();
  const tests = useGuidedTests(runs[0]?.systemId ?? '').data ?? [];
  const titleOf = (id: string) => tests.find(({ test }) => test.id === id)?.test.title;
  const columns: Column<TestRunRow>[] = [
    { key: 'state', header: t('guided.outcome'), width: 190, cell: (run) => <TestStateMark state={run.state ?? 'not-evaluated'} /> },
    {
      key: 'test',
      header: t('guided.test'),
      cell: (run) => {
        const title = titleOf(run.testId);
        return (
          <TextLink to="/systems/$systemId/tests/$runId" params={{ systemId: run.systemId, runId: run.id }}>
            {title ? sentence(title) : run.testId}
          </TextLink>
        );
      },
    },
    {
      key: 'recording',
      header: t('guided.recording'),
      cell: ({ recordingId, recordingName }) =>
        recordingId && (
          <TextLink to="/recordings/$recordingId" params={{ recordingId }}>
            {recordingName}
          </TextLink>
        ),
    },
    { key: 'begun', header: t('guided.begun'), isShort: true, cell: (run) => format.instant(run.createdAt, timeZone) },
    { key: 'note', header: t('guided.note'), cell: ({ note }) => note && <Text size="sm">{note}</Text> },
  ];
  return <DataTable caption={t('guided.runs')} columns={columns} rows={runs} rowKey={({ id }) => id} />;
}
