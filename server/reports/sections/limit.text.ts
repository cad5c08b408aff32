import type { LimitUsed } from '../../diagnostics/diagnosis.schema.ts';
import { textIn } from '../../diagnostics/wordings/result.translation.ts';
import { formatLimit, unitSuffix } from '../number.format.ts';
import type { Wording } from '../wordings/wording.ts';

/** `warning > 55 °C; alarm > 65 °C`; empty where nothing is limited. */
export function limitText({ say, style }: Wording, limit: LimitUsed | null, unit: string): string {
  if (limit === null) return '';
  const side = (sign: string, value: number | null) =>
    value === null ? [] : [`${sign}\u00a0${formatLimit(value, style, limit.source.type)}${unitSuffix(unit)}`];
  const warning = [...side(say.below, limit.warningLow), ...side(say.above, limit.warningHigh)].join(', ');
  const alarm = [...side(say.below, limit.alarmLow), ...side(say.above, limit.alarmHigh)].join(', ');
  const parts = [...(warning === '' ? [] : [say.warning(warning)]), ...(alarm === '' ? [] : [say.alarm(alarm)])];
  return parts.join('; ');
}

/** Where the limit comes from, where it holds, and for a plant's own which version of it and who approved it. */
export function limitSourceText({ say, limitSource, language }: Wording, limit: LimitUsed | null): string {
  if (limit === null) return '–';
  const { source, version, operatingPoint } = limit;
  const place = operatingPoint === undefined ? '' : `; ${say.limitAt(operatingPoint)}`;
  const approval = version ? `; ${say.limitVersion(version.number, version.approvedBy, version.hasSecondPerson)}` : '';
  return `${limitSource[source.type]}: ${textIn(language, source.reference)}${place}${approval}`;
}

/** In a narrow column a long unit may stand on a line of its own. */
export function unitMayWrap(text: string, unit: string): string {
  return unit.length > 4 ? text.replace(/\u00a0(?=[^\u00a0]*$)/, ' ') : text;
}
