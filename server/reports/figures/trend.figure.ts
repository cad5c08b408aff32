import type { Indicator } from '../../diagnostics/diagnosis.schema.ts';
import { formatNumber, unitSuffix } from '../number.format.ts';
import { type Composition, run, type UnplacedFigure } from '../report.composition.ts';
import type { FigureSeries } from '../report-document.schema.ts';
import { componentText } from '../wordings/wording.text.ts';
import { limitLabels, limitLines } from './limit.line.ts';
import { bucketed } from './series.bucket.ts';
import { timeScale } from './time.scale.ts';

/** The course of an indicator over the recording, or nothing where it has fewer than two values. */
export function trendFigure(composition: Composition, indicator: Indicator): UnplacedFigure | undefined {
  const { trend } = indicator;
  if (trend === null) return undefined;
  const finite = trend.values.filter((value): value is number => value !== null && Number.isFinite(value));
  if (finite.length < 2) return undefined;
  const { wording, diagnosis, evidence } = composition;
  const { cycles, durationS } = diagnosis.recording;
  const perCycle = cycles !== null && cycles.count > 1 && trend.atS.length > 1;
  const scale = timeScale(durationS);
  const at = trend.atS.map((seconds) => (perCycle ? Math.floor(seconds / cycles.lengthS + 1e-6) + 1 : seconds / scale.seconds));
  const unit = unitSuffix(indicator.unit);
  const [low, high] = [Math.min(...finite), Math.max(...finite)].map((value) => formatNumber(value, wording.style)) as [string, string];
  const id = `trend-${evidence.indicator(indicator)[0] ?? indicator.id}`;
  const series = bucketed({ name: indicator.name, at, min: trend.values, max: trend.values, mean: trend.values, count: [] });
  const limits = limitLines(indicator.limit, indicator.unit, wording);
  const marks: UnplacedFigure['marks'] = [];
  const source = [diagnosis.recording.name, ...evidence.indicator(indicator)].join(', ');
  return {
    id,
    caption:
      wording.say.trendCaption(indicator.name, componentText(wording, indicator.component)) +
      (isBand(series) ? ` ${wording.say.bandNote}` : ''),
    source,
    alt: wording.say.altTrend(indicator.name, unit, low, high) + limitLabels(limits, wording),
    sentence: [
      { text: wording.labels.figure, figure: id },
      run(
        ` ${wording.say.trendSentence(wording.say.inSentence(indicator.name), wording.state[indicator.state])}.`,
        evidence.indicator(indicator),
      ),
    ],
    axis: perCycle ? wording.say.cycleAxis : wording.say.timeAxis(scale.unit),
    from: perCycle ? 1 : 0,
    to: perCycle ? cycles.count : durationS / scale.seconds,
    panes: [{ axis: axisLabel(indicator.name, indicator.unit), series: [series], limits }],
    marks,
  };
}

export function axisLabel(name: string, unit: string): string {
  return unitSuffix(unit) === '' ? name : `${name} / ${unit}`;
}

function isBand(series: FigureSeries): boolean {
  return series.min.some((low, index) => low !== series.max[index]);
}
