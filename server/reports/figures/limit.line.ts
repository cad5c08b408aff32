import { formatLimit, unitSuffix } from '../number.format.ts';
import type { FigureLimit } from '../report-document.schema.ts';
import type { Wording } from '../wordings/wording.ts';

interface LimitValues {
  warningLow: number | null;
  warningHigh: number | null;
  alarmLow: number | null;
  alarmHigh: number | null;
  source: { type: string };
}

/** Lines with a label that says level, side, value and unit. */
export function limitLines(limit: LimitValues | null, unit: string, wording: Wording): FigureLimit[] {
  if (limit === null) return [];
  const { labels, style } = wording;
  const line = (value: number | null, word: string, kind: Pick<FigureLimit, 'level' | 'side'>): FigureLimit[] =>
    value === null ? [] : [{ label: `${word} ${formatLimit(value, style, limit.source.type)}${unitSuffix(unit)}`, value, ...kind }];
  return [
    ...line(limit.alarmHigh, labels.alarmAbove, { level: 'alarm', side: 'above' }),
    ...line(limit.warningHigh, labels.warningAbove, { level: 'attention', side: 'above' }),
    ...line(limit.warningLow, labels.warningBelow, { level: 'attention', side: 'below' }),
    ...line(limit.alarmLow, labels.alarmBelow, { level: 'alarm', side: 'below' }),
  ];
}

export function limitLabels(limits: readonly FigureLimit[], wording: Wording): string {
  return limits.length === 0 ? '' : wording.say.altLimits(limits.map((limit) => limit.label).join(', '));
}
