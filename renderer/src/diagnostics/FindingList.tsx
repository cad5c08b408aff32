import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FindingRow } from '../../../server/diagnostics/diagnosis.schema.ts';
import { StateMark } from '../components/StateMark.tsx';
import { TextLink } from '../components/TextLink.tsx';
import { useFormat } from '../platform/use-format.ts';
import { findingState } from './finding-state.ts';
import { Worded } from './wordings/Worded.tsx';

/** Findings in two lines each, for the overview. */
export function FindingList({ findings }: { findings: readonly FindingRow[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (findings.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('findings.empty')}
      </Text>
    );
  return findings.map((finding) => (
    <div key={finding.id}>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <StateMark state={findingState(finding)} />
        <TextLink to="/recordings/$recordingId" params={{ recordingId: finding.recordingId }} search={{ tab: 'diagnosis' }} size="sm">
          <Worded text={finding.fault} />{' '}
          <Text span inherit className="tabular">
            {format.percent(finding.confidence)}
          </Text>
        </TextLink>
      </Group>
      <Text size="xs" c="dimmed">
        {finding.systemName} · {finding.recordingName}
      </Text>
    </div>
  ));
}
