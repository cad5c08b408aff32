import { Accordion, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DiagnosisResult, Finding } from '../../../server/diagnostics/diagnosis.schema.ts';
import { EmptyState } from '../components/EmptyState.tsx';
import { StateMark } from '../components/StateMark.tsx';
import { useFormat } from '../platform/use-format.ts';
import { FindingDetail } from './FindingDetail.tsx';
import { findingState } from './finding-state.ts';
import { Worded } from './wordings/Worded.tsx';
import { useFindingWords } from './words.ts';

interface FindingAccordionProps {
  result: DiagnosisResult;
  recordingId: string;
  isEarlier: boolean;
}

/** Findings by confidence; the first one stands open. */
export function FindingAccordion({ result, recordingId, isEarlier }: FindingAccordionProps) {
  const { t } = useTranslation();
  const { findings } = result;
  if (findings.length === 0) return <EmptyState text={t('findings.none')} />;
  return (
    <Accordion variant="contained" multiple defaultValue={findings.slice(0, 1).map(({ id }) => id)} order={3}>
      {findings.map((finding) => (
        <Accordion.Item key={finding.id} value={finding.id} bg="var(--surface-raised)">
          <Accordion.Control>
            <FindingHead finding={finding} />
          </Accordion.Control>
          <Accordion.Panel>
            <FindingDetail finding={finding} result={result} recordingId={recordingId} isEarlier={isEarlier} />
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}

function FindingHead({ finding }: { finding: Finding }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useFindingWords();
  return (
    <Group gap="md" wrap="wrap" component="span">
      <StateMark state={findingState(finding)} />
      <Text span fw={600}>
        <Worded text={finding.fault} />
      </Text>
      <Text span size="sm" className="tabular">
        {format.percent(finding.confidence)} · {words.confidence(finding)}
      </Text>
      <Text span size="sm" c="dimmed">
        {words.grade(finding)} · {t('findings.severityOf', { severity: finding.severity })} · {words.urgency(finding)}
      </Text>
    </Group>
  );
}
