import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TestValue } from '../../../../server/diagnostics/guided-tests/guided-test.schema.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { useFormat } from '../../platform/use-format.ts';
import { EvidenceLink } from '../EvidenceLink.tsx';
import { LimitWords } from '../IndicatorLimit.tsx';
import { Worded } from '../wordings/Worded.tsx';
import { RefusalText } from './RefusalText.tsx';
import { TestStateMark } from './TestStateMark.tsx';
import { useSentence } from './use-sentence.ts';

/** The numbers of a test; each opens the stretch it was read from. */
export function TestValueTable({ values, recordingId }: { values: readonly TestValue[]; recordingId: string }) {
  const { t } = useTranslation();
  const columns: Column<TestValue>[] = [
    { key: 'state', header: t('guided.state'), width: 140, cell: (value) => <StateCell value={value} /> },
    { key: 'name', header: t('guided.whatMeasured'), width: '28%', cell: (value) => <NameCell value={value} /> },
    { key: 'value', header: t('guided.value'), cell: (value) => <NumberCell value={value} recordingId={recordingId} /> },
    { key: 'limit', header: t('guided.limit'), cell: ({ limit, unit }) => <LimitWords limit={limit} unit={unit} /> },
  ];
  return <DataTable caption={t('guided.results')} columns={columns} rows={values} rowKey={({ id }) => id} />;
}

/** A number that only explains has no state of its own. */
function StateCell({ value: { state, isJudged, isClose } }: { value: TestValue }) {
  const { t } = useTranslation();
  return (
    <Stack gap={0}>
      {isJudged ? (
        <TestStateMark state={state} />
      ) : (
        <Text size="xs" c="dimmed">
          {t('guided.explains')}
        </Text>
      )}
      {isJudged && isClose && (
        <Text size="xs" c="dimmed">
          {t('guided.isClose')}
        </Text>
      )}
    </Stack>
  );
}

function NameCell({ value: { name, formula, reference } }: { value: TestValue }) {
  const sentence = useSentence();
  return (
    <Stack gap={0}>
      <Text size="sm">{sentence(name)}</Text>
      <Text size="xs" c="dimmed">
        <Worded text={formula} /> (<Worded text={reference} />)
      </Text>
    </Stack>
  );
}

function NumberCell({ value: { value, uncertainty, unit, missing, evidence }, recordingId }: { value: TestValue; recordingId: string }) {
  const format = useFormat();
  const [first] = evidence;
  const text = value === null ? null : format.measured(value, uncertainty, unit);
  return (
    <Stack gap={0}>
      {text && (
        <Text size="sm" fw={600} component="div">
          {first ? (
            <EvidenceLink recordingId={recordingId} range={first}>
              {text}
            </EvidenceLink>
          ) : (
            text
          )}
        </Text>
      )}
      {missing && <RefusalText refusal={missing} />}
    </Stack>
  );
}
