import type { ComparedIndicator } from '../../diagnostics/comparisons/comparison.schema.ts';
import { textIn } from '../../diagnostics/wordings/result.translation.ts';
import { formatMeasured, formatNumber, unitSuffix } from '../number.format.ts';
import { type Composition, cell, column, paragraph, run, sentence, table } from '../report.composition.ts';
import type { Block, Cell, Level } from '../report-document.schema.ts';
import { componentText } from '../wordings/wording.text.ts';
import { unitMayWrap } from './limit.text.ts';

const order: readonly ComparedIndicator['outcome'][] = ['worse', 'better', 'changed', 'no-clear-change', 'not-comparable'];
const levels: Record<ComparedIndicator['outcome'], Level> = {
  worse: 'attention',
  better: 'neutral',
  changed: 'neutral',
  'no-clear-change': 'neutral',
  'not-comparable': 'unknown',
};

/** Before and after, indicator by indicator: what got worse first, what cannot be compared last, always with the reason. */
export function comparisonBlocks(after: Composition, before: Composition): Block[] {
  const { wording, input } = after;
  const { comparison } = input;
  if (comparison === null) return [];
  const words = wording.comparison;
  const { isSame, differences } = comparison.operatingPoint;
  const columns = [
    column(wording.words.indicator, 1.3),
    column(words.before, 1.2),
    column(words.after, 1.2),
    column(words.shift, 1.3),
    column(words.outcome, 1),
    column(words.because, 1.4),
  ];
  const sorted = order.flatMap((outcome) => comparison.indicators.filter((one) => one.outcome === outcome));
  const rows = sorted.map((one) => comparedRow({ after, before }, one));
  return [
    paragraph(run(sentence(textIn(input.language, comparison.sentence)))),
    paragraph(run(isSame ? words.same : words.notSame(differences.map((one) => textIn(input.language, one)).join('; ')))),
    ...table(after, { caption: words.caption, shows: 'comparison' }, { columns, rows }),
  ];
}

function comparedRow({ after, before }: Record<'after' | 'before', Composition>, one: ComparedIndicator): Cell[] {
  const { wording, input } = after;
  const words = wording.comparison;
  const side = (of: Composition, value: ComparedIndicator['before']) => {
    const ids = of.evidence.indicatorsById(one.indicator);
    if (value === null) return cell('–', ids);
    return cell(unitMayWrap(formatMeasured(value.median, value.uncertainty, one.unit, wording.style), one.unit), ids);
  };
  const { effect } = one;
  const number = (value: number) => formatNumber(value, wording.style);
  const shift =
    effect === null
      ? '–'
      : `${number(effect.shift)}${unitSuffix(one.unit)} (${number(effect.shiftLow)} … ${number(effect.shiftHigh)}); ${words.sizes[effect.size]}`;
  const component = componentText(wording, one.component);
  return [
    cell(`${textIn(input.language, one.name)} (${component})`),
    side(before, one.before),
    side(after, one.after),
    cell(shift),
    { text: words.outcomes[one.outcome], level: levels[one.outcome] },
    cell(sentence(textIn(input.language, one.because))),
  ];
}
