import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ComputedSpectrum } from '../../../../../server/measurements/analyses/analysis.schema.ts';
import { useFormat } from '../../../platform/use-format.ts';
import { NotComputableNote } from '../NotComputableNote.tsx';

/** How the spectrum was made, and what the orders of the shaft can and cannot show at this rate. */
export function OrderNotes({ spectrum, isWanted }: { spectrum: ComputedSpectrum; isWanted: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { order, segments, resolutionHz, sampleRateHz, samplesSkipped } = spectrum;
  const facts = {
    ...{ segments: format.integer(segments), resolution: format.number(resolutionHz), rate: format.number(sampleRateHz) },
    skipped: format.integer(samplesSkipped),
  };
  return (
    <>
      <Text size="xs" c="dimmed">
        {t('spectrum.method', facts)}
      </Text>
      {isWanted && !order && <NotComputableNote because={t('spectrum.noSpeed')} whatWouldHelp={t('spectrum.speedHelp')} />}
      {isWanted && order?.computable === false && <NotComputableNote because={order.because} whatWouldHelp={order.whatWouldHelp} />}
      {isWanted && order?.computable && (
        <Text size="sm" mt={4}>
          {t('spectrum.shaft', {
            rpm: format.number(order.rpm),
            hz: format.number(order.shaftHz),
            highest: format.number(order.highestOrder),
          })}
        </Text>
      )}
      {isWanted && order?.computable && order.pump && !order.pump.visible && order.pump.because && (
        <NotComputableNote because={order.pump.because} whatWouldHelp={order.pump.whatWouldHelp ?? undefined} />
      )}
    </>
  );
}
