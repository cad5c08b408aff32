import type { Indicator, IndicatorState } from '../../diagnostics/diagnosis.schema.ts';
import { trendFigure } from '../figures/trend.figure.ts';
import { formatCount, formatMeasured } from '../number.format.ts';
import { type Composition, cell, column, placeFigure, run, stopped, table } from '../report.composition.ts';
import type { Block, Cell, Level, Section } from '../report-document.schema.ts';
import { limitSourceText, limitText, unitMayWrap } from './limit.text.ts';

const order: readonly IndicatorState[] = ['alarm', 'warning', 'normal', 'no-limit', 'not-evaluated', 'not-computable'];
const levels: Record<IndicatorState, Level> = {
  alarm: 'alarm',
  warning: 'attention',
  normal: 'normal',
  'no-limit': 'neutral',
  'not-evaluated': 'unknown',
  'not-computable': 'unknown',
};
const figuresPerReport = 6;

/** A table per component: what needs attention first, what could not be computed last, always with the reason. */
export function resultSection(composition: Composition): Section {
  const { wording, diagnosis } = composition;
  const components = [...new Set(diagnosis.indicators.map((one) => one.component))];
  const blocks = components.flatMap((component): Block[] => [
    { kind: 'heading', text: wording.kinds[component] ?? component },
    ...componentBlocks(composition, component),
  ]);
  const overview = blocks.length === 0 ? wording.say.noIndicators : countsText(composition);
  return {
    id: 'results',
    title: wording.sections.results,
    annex: false,
    blocks: [{ kind: 'paragraph', runs: [run(overview)], withNext: blocks.length > 0 }, ...blocks],
  };
}

function countsText({ wording, diagnosis }: Composition): string {
  const count = (...states: IndicatorState[]) =>
    formatCount(diagnosis.indicators.filter((one) => states.includes(one.state)).length, wording.style);
  return wording.say.results(
    count(...order),
    count('normal'),
    count('warning', 'alarm'),
    count('no-limit'),
    count('not-evaluated'),
    count('not-computable'),
  );
}

function componentBlocks(composition: Composition, component: string): Block[] {
  const { wording, diagnosis } = composition;
  const { words } = wording;
  const own = diagnosis.indicators.filter((one) => one.component === component);
  const sorted = order.flatMap((state) => own.filter((one) => one.state === state));
  const columns = [
    column(words.indicator, 1.45),
    column(words.value, 1.35),
    column(words.limit, 1.3),
    column(words.state, 1.1),
    column(words.limitFrom, 1.9),
  ];
  const rows = sorted.map((indicator) => indicatorRow(composition, indicator));
  const caption = wording.captions.results(wording.kinds[component] ?? component);
  const abnormal = sorted.filter((one) => one.state === 'alarm' || one.state === 'warning');
  const figures = abnormal.flatMap((indicator) => {
    const figure = trendFigure(composition, indicator);
    return figure === undefined || composition.figures.length >= figuresPerReport ? [] : placeFigure(composition, figure);
  });
  return [...table(composition, { caption, shows: 'results' }, { columns, rows }), ...figures];
}

function indicatorRow(composition: Composition, indicator: Indicator): Cell[] {
  const { wording, evidence } = composition;
  const name = cell(nameWithRegime(composition, indicator), evidence.indicator(indicator));
  const state: Cell = { text: wording.state[indicator.state], level: levels[indicator.state] };
  if (indicator.value === null || !Number.isFinite(indicator.value)) {
    const why = indicator.notComputable;
    const text = why === null ? '–' : wording.say.because(stopped(why.because), stopped(why.wouldNeed));
    return [name, { text, span: 2 }, state, cell('–')];
  }
  const limit = limitText(wording, indicator.limit, indicator.unit);
  return [
    name,
    cell(unitMayWrap(formatMeasured(indicator.value, indicator.uncertainty, indicator.unit, wording.style), indicator.unit)),
    cell(limit === '' ? unjudgedText(composition, indicator) : limit),
    state,
    cell(limitSourceText(wording, indicator.limit)),
  ];
}

function unjudgedText({ wording }: Composition, { notEvaluated }: Indicator): string {
  if (notEvaluated === undefined) return wording.say.noLimitText;
  return wording.say.notEvaluated(notEvaluated.count, notEvaluated.of, stopped(notEvaluated.because));
}

function nameWithRegime({ diagnosis }: Composition, indicator: Indicator): string {
  const twins = diagnosis.indicators.filter((one) => one.id === indicator.id);
  const segment = diagnosis.segments.find((one) => one.id === indicator.segment);
  return twins.length > 1 && segment !== undefined ? `${indicator.name}, ${segment.label}` : indicator.name;
}
