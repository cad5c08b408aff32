import type { Indicator } from './diagnosis.schema.ts';
import type { DiagnosisTask } from './diagnosis-task.ts';

/**
 * Limits of the plant that this diagnosis could not apply, each as a sentence: a limit that silently does nothing would look like protection.
 * An indicator's limit needs the indicator's own unit; a channel's limit needs its channel in the recording.
 */
export function unusedLimits(
  limits: DiagnosisTask['limits'],
  channels: DiagnosisTask['channels'],
  indicators: readonly Indicator[],
): string[] {
  return limits.flatMap(({ subjectType, subject, unit }) => {
    if (subjectType === 'channel') {
      return channels.some((channel) => channel.name === subject)
        ? []
        : [`The limit on the channel ${subject} was not applied: the recording has no such channel.`];
    }
    const indicator = indicators.find((known) => known.id === subject);
    if (!indicator) return [`The limit on "${subject}" was not applied: there is no indicator of that name.`];
    if (indicator.unit !== unit)
      return [`The limit on "${subject}" was not applied: it is in ${unit}, the indicator in ${indicator.unit}.`];
    return [];
  });
}
