import { List, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Indicator, Symptom } from '../../../server/diagnostics/diagnosis.schema.ts';
import { useFormat } from '../platform/use-format.ts';
import { EvidenceLink } from './EvidenceLink.tsx';
import { IndicatorLink } from './IndicatorLink.tsx';
import { Worded } from './wordings/Worded.tsx';

interface SymptomListProps {
  title: string;
  symptoms: readonly Symptom[];
  indicators: readonly Indicator[];
  recordingId: string;
}

/** Evidence of one kind; where a number stands behind it, the text opens its place in the plot. What was not measured leads nowhere. */
export function SymptomList({ title, symptoms, indicators, recordingId }: SymptomListProps) {
  const { t } = useTranslation();
  return (
    <div>
      <Title order={4} fz="sm" mb={4}>
        {title}
      </Title>
      {symptoms.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('common.none')}
        </Text>
      ) : (
        <List size="sm" spacing={4}>
          {symptoms.map((symptom) => (
            <List.Item key={symptom.id}>
              <SymptomText
                symptom={symptom}
                indicator={indicators.find(({ id, value }) => id === symptom.indicator && value !== null)}
                recordingId={recordingId}
              />
            </List.Item>
          ))}
        </List>
      )}
    </div>
  );
}

interface SymptomTextProps {
  symptom: Symptom;
  indicator: Indicator | undefined;
  recordingId: string;
}

function SymptomText({ symptom, indicator, recordingId }: SymptomTextProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const range = indicator?.inputs[0];
  const value = typeof indicator?.value === 'number' ? format.measured(indicator.value, indicator.uncertainty, indicator.unit) : null;
  return (
    <>
      {range ? (
        <EvidenceLink recordingId={recordingId} range={range}>
          <Worded text={symptom.text} />
        </EvidenceLink>
      ) : (
        <Worded text={symptom.text} />
      )}
      {symptom.isSlight && (
        <Text size="xs" c="dimmed">
          {t('diagnosis.slightSign')}
        </Text>
      )}
      {value && indicator && (
        <Text size="xs" c="dimmed" className="tabular">
          <Worded text={indicator.name} />:{' '}
          <IndicatorLink recordingId={recordingId} indicator={indicator.id}>
            {value}
          </IndicatorLink>
        </Text>
      )}
    </>
  );
}
