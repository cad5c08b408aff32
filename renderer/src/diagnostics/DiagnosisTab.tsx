import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Diagnosis } from '../../../server/diagnostics/diagnosis.schema.ts';
import { EmptyState } from '../components/EmptyState.tsx';
import { Loaded } from '../components/Loaded.tsx';
import { DiagnosisSchematic } from '../systems/schematic/DiagnosisSchematic.tsx';
import { AnomalySection } from './anomalies/AnomalySection.tsx';
import { ChainBar } from './ChainBar.tsx';
import { ChainSection } from './ChainSection.tsx';
import { ComparisonSection } from './comparisons/ComparisonSection.tsx';
import { DiagnosisOrigin } from './DiagnosisOrigin.tsx';
import { useDiagnosis } from './diagnosis.queries.ts';
import { EarlierNotice } from './evaluations/EarlierNotice.tsx';
import { EvaluationSection } from './evaluations/EvaluationSection.tsx';
import { useEvaluation } from './evaluations/evaluation.queries.ts';
import { FindingAccordion } from './FindingAccordion.tsx';
import { IndicatorSection } from './IndicatorSection.tsx';
import { VoteSection } from './models/VoteSection.tsx';
import { QualityTable } from './QualityTable.tsx';
import { VerdictPanel } from './VerdictPanel.tsx';
import { ResultWords } from './wordings/Worded.tsx';

/** The chain from the data to the advice (ISO 13374): verdict first, then everything it stands on. */
export function DiagnosisTab({ recordingId, evaluationId }: { recordingId: string; evaluationId: string | undefined }) {
  return evaluationId === undefined ? <Newest recordingId={recordingId} /> : <Earlier evaluationId={evaluationId} />;
}

/** An earlier result, as it was. */
function Earlier({ evaluationId }: { evaluationId: string }) {
  const evaluation = useEvaluation(evaluationId);
  return (
    <Loaded query={evaluation}>
      {(diagnosis) => (
        <Stack gap="lg">
          <EarlierNotice diagnosis={diagnosis} />
          <Chain diagnosis={diagnosis} isEarlier />
        </Stack>
      )}
    </Loaded>
  );
}

function Newest({ recordingId }: { recordingId: string }) {
  const { t } = useTranslation();
  const diagnosis = useDiagnosis(recordingId);
  return (
    <Loaded query={diagnosis}>{(data) => (data === null ? <EmptyState text={t('diagnosis.none')} /> : <Chain diagnosis={data} />)}</Loaded>
  );
}

function Chain({ diagnosis, isEarlier = false }: { diagnosis: Diagnosis; isEarlier?: boolean }) {
  const { t } = useTranslation();
  const { result, recordingId } = diagnosis;
  return (
    <ResultWords phrases={result.phrases}>
      <Stack gap="lg">
        <VerdictPanel result={result} />
        <ChainBar result={result} />
        <ChainSection id="findings" title={t('diagnosis.findings')}>
          <FindingAccordion result={result} recordingId={recordingId} isEarlier={isEarlier} />
        </ChainSection>
        <DiagnosisSchematic diagnosis={diagnosis} isEarlier={isEarlier} />
        {result.learned && (
          <ChainSection id="learned" title={t('vote.title')}>
            <VoteSection votes={result.learned} recordingId={recordingId} />
          </ChainSection>
        )}
        <ChainSection id="indicators" title={t('diagnosis.indicators')}>
          <IndicatorSection result={result} recordingId={recordingId} />
        </ChainSection>
        <ChainSection id="quality" title={t('diagnosis.quality')}>
          <QualityTable quality={result.quality} recordingId={recordingId} />
        </ChainSection>
        <ChainSection id="anomalies" title={t('anomaly.title')}>
          <AnomalySection recordingId={recordingId} />
        </ChainSection>
        <ChainSection id="comparison" title={t('comparison.title')}>
          <ComparisonSection recordingId={recordingId} />
        </ChainSection>
        <ChainSection id="evaluations" title={t('evaluation.title')}>
          <EvaluationSection recordingId={recordingId} />
        </ChainSection>
        <DiagnosisOrigin diagnosis={diagnosis} />
      </Stack>
    </ResultWords>
  );
}
