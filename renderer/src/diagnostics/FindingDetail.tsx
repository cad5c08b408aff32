import { Alert, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconShieldExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DiagnosisResult, Finding } from '../../../server/diagnostics/diagnosis.schema.ts';
import { TextLink } from '../components/TextLink.tsx';
import { useFormat } from '../platform/use-format.ts';
import { AdviceList } from './AdviceList.tsx';
import { AlternativeList } from './AlternativeList.tsx';
import { DecisionBar } from './decisions/DecisionBar.tsx';
import { SymptomList } from './SymptomList.tsx';
import { Worded } from './wordings/Worded.tsx';

interface FindingDetailProps {
  finding: Finding;
  result: DiagnosisResult;
  recordingId: string;
  /** An earlier evaluation: what is decided on is the newest. */
  isEarlier: boolean;
}

/** Why we think so, what speaks against it, what is not known, what else it could be, and what to do. */
export function FindingDetail({ finding, result, recordingId, isEarlier }: FindingDetailProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const evidence = { indicators: result.indicators, recordingId };
  return (
    <Stack gap="md">
      <Text>
        <Worded text={finding.sentence} />
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
        <SymptomList title={t('findings.supporting')} symptoms={finding.supporting} {...evidence} />
        <SymptomList title={t('findings.contradicting')} symptoms={finding.contradicting} {...evidence} />
        <SymptomList title={t('findings.missing')} symptoms={finding.missing} {...evidence} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
        <AdviceList title={t('findings.checks')} items={finding.checks} isOrdered />
        <AdviceList title={t('findings.actions')} items={finding.actions} isOrdered />
        <AlternativeList alternatives={finding.alternatives} />
        <AdviceList title={t('findings.causes')} items={finding.causes} />
        <AdviceList title={t('findings.nextMeasurement')} items={finding.nextMeasurement ? [finding.nextMeasurement] : []} />
      </SimpleGrid>
      {finding.safety.length > 0 && (
        <Alert variant="outline" color="gray" icon={<IconShieldExclamation aria-hidden />} title={t('findings.safety')}>
          {finding.safety.map((note) => (
            <Text key={note} size="sm">
              <Worded text={note} />
            </Text>
          ))}
        </Alert>
      )}
      {!isEarlier && <DecisionBar finding={finding} recordingId={recordingId} />}
      <Text size="xs" c="dimmed">
        <TextLink to="/catalogue/$faultId" params={{ faultId: finding.faultId }}>
          {t('findings.catalogue', { id: finding.faultId, coverage: format.percent(finding.coverage) })}
        </TextLink>
        {finding.failureMode ? ` · ISO 14224: ${finding.failureMode}` : ''}
      </Text>
    </Stack>
  );
}
