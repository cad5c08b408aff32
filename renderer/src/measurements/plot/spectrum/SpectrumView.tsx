import { useElementSize, useViewportSize } from '@mantine/hooks';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type uPlot from 'uplot';
import type { ComputedSpectrum } from '../../../../../server/measurements/analyses/analysis.schema.ts';
import type { RecordingDetail } from '../../../../../server/measurements/recording.schema.ts';
import { drawPeaks } from '../../../charts/chart-peaks.ts';
import { curveStyle } from '../../../charts/curve-style.ts';
import { LineChart } from '../../../charts/LineChart.tsx';
import { Loaded } from '../../../components/Loaded.tsx';
import { useFormat } from '../../../platform/use-format.ts';
import type { SpectrumChoices } from '../mode-choices.ts';
import { NotComputableNote } from '../NotComputableNote.tsx';
import { chartHeight } from '../pane-heights.ts';
import { channelsOf } from '../pane-layout.ts';
import type { Workspace } from '../use-workspace.ts';
import { OrderNotes } from './OrderNotes.tsx';
import { PeakTable } from './PeakTable.tsx';
import { SpectrumToolbar } from './SpectrumToolbar.tsx';
import { orderAxis, spectrumCurve } from './spectrum-curve.ts';
import { useSpectrum } from './use-spectrum.ts';

/** The spectrum of one channel in the visible range, in Hz or orders; or why there is none and what would help. */
export function SpectrumView({ detail, workspace }: { detail: RecordingDetail; workspace: Workspace }) {
  const { ref, width } = useElementSize();
  const { channels, recording } = detail;
  const choices = workspace.choices.spectrum;
  const channel = choices.channel ?? channelsOf(workspace.panes)[0] ?? channels[0]?.index ?? 0;
  const query = useSpectrum(recording.id, { channel, choices, range: workspace.range });
  return (
    <>
      <SpectrumToolbar
        {...{ channels, channel, choices, workspace }}
        onChange={(changed) => workspace.choose({ spectrum: { ...choices, ...changed } })}
      />
      <div ref={ref}>
        <Loaded query={query}>
          {(spectrum) =>
            spectrum.computable ? (
              <Computed spectrum={spectrum} choices={choices} width={width} />
            ) : (
              <NotComputableNote because={spectrum.because} whatWouldHelp={spectrum.whatWouldHelp} />
            )
          }
        </Loaded>
      </div>
    </>
  );
}

function Computed({ spectrum, choices, width }: { spectrum: ComputedSpectrum; choices: SpectrumChoices; width: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const screen = useViewportSize();
  const curve = useMemo(() => spectrumCurve(spectrum, choices), [spectrum, choices]);
  const curves = useMemo(() => [{ name: spectrum.name, style: curveStyle(0), lineWidth: 1.25 }], [spectrum.name]);
  const data = useMemo(() => [curve.x, curve.y], [curve]);
  const isOrder = choices.isOrder && orderAxis(spectrum) !== null;
  const onDraw = useCallback((plot: uPlot) => drawPeaks(plot, curve.peaks, format.number), [curve, format]);
  const quantity = t(choices.isDensity ? 'spectrum.density' : 'spectrum.amplitude');
  return (
    <>
      <LineChart
        {...{ curves, data, width, onDraw, isLog: choices.isLog }}
        xLabel={isOrder ? t('spectrum.orderAxis') : t('spectrum.frequencyAxis')}
        yLabel={`${quantity} [${curve.yUnit}]`}
        height={chartHeight(screen.height) - 40}
        label={t('spectrum.label', { name: spectrum.name })}
      />
      <OrderNotes spectrum={spectrum} isWanted={choices.isOrder} />
      <PeakTable spectrum={spectrum} />
    </>
  );
}
