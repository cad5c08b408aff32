import { Accordion, Stack } from '@mantine/core';
import { useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { DiagnosisResult, Indicator } from '../../../server/diagnostics/diagnosis.schema.ts';
import { indicatorAnchor } from './IndicatorLink.tsx';
import { IndicatorTable } from './IndicatorTable.tsx';

const judged = ['alarm', 'warning', 'normal', 'not-evaluated'] as const satisfies readonly Indicator['state'][];
/** What says nothing about the state by itself is one click away, and counted. */
const folded = ['no-limit', 'not-computable'] as const satisfies readonly Indicator['state'][];

/** Every indicator: what was judged first, worst on top. */
export function IndicatorSection({ result, recordingId }: { result: DiagnosisResult; recordingId: string }) {
  const { t } = useTranslation();
  const of = (state: Indicator['state']) => result.indicators.filter((indicator) => indicator.state === state);
  const shown = judged.flatMap(of);
  const rest = folded.filter((state) => of(state).length > 0);
  const hash = useLocation({ select: (location) => location.hash });
  const wanted = rest.find((state) => of(state).some(({ id }) => hash === indicatorAnchor(id)));
  return (
    <Stack gap="md">
      {shown.length > 0 && (
        <IndicatorTable caption={t('diagnosis.indicators')} indicators={shown} result={result} recordingId={recordingId} />
      )}
      {/* What the address names must not stay folded. */}
      {rest.length > 0 && (
        <Accordion key={wanted} variant="contained" multiple order={3} defaultValue={shown.length > 0 ? [wanted ?? ''] : rest}>
          {rest.map((state) => (
            <Accordion.Item key={state} value={state} bg="var(--surface-raised)">
              <Accordion.Control>{t(`indicators.folded.${state}`, { n: of(state).length })}</Accordion.Control>
              <Accordion.Panel>
                <IndicatorTable
                  caption={t(`indicators.caption.${state}`)}
                  indicators={of(state)}
                  result={result}
                  recordingId={recordingId}
                />
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
      )}
    </Stack>
  );
}
