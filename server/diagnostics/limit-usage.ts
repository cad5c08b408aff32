import type { Indicator } from './diagnosis.schema.ts';
import type { DiagnosisTask } from './diagnosis-task.ts';
import { valueConversion } from './states/unit-conversion.science.ts';

/**
 * Limits of the plant that this diagnosis could not apply, each as a sentence: a limit that silently does nothing would look like protection.
 * An indicator's limit needs a unit of the same kind; a channel's limit needs its channel in the recording; both need their conditions.
 */
export function unusedLimits(
  limits: DiagnosisTask['limits'],
  channels: DiagnosisTask['channels'],
  indicators: readonly Indicator[],
): string[] {
  const unused = limits.flatMap(({ subjectType, subject, unit }) => {
    if (subjectType === 'channel') {
      return channels.some((channel) => channel.name === subject)
        ? []
        : [`The limit on the channel ${subject} was not applied: the recording has no such channel.`];
    }
    const indicator = indicators.find((known) => known.id === subject);
    if (!indicator) return [`The limit on "${subject}" was not applied: there is no indicator of that name.`];
    if (valueConversion(unit, indicator.unit) === null)
      return [`The limit on "${subject}" was not applied: it is in ${unit}, the indicator in ${indicator.unit}.`];
    return [];
  });
  const unwatched = indicators.flatMap(({ name, notEvaluated }) => {
    if (!notEvaluated) return [];
    const { count, of, because } = notEvaluated;
    return [`${name} was not evaluated in ${count === of ? 'any' : `${count} of ${of}`} cycles or minutes, because ${because}.`];
  });
  return [...new Set([...unused, ...unwatched])];
}
