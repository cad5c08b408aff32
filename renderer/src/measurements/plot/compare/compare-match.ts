import type { RecordingChannel } from '../../../../../server/measurements/recording.schema.ts';

/**
 * The channel of another recording that measures the same: of the same name, else the only one of the same signal. Only in the same unit,
 * so that both stand on one axis. Undefined when there is none.
 */
export function sameChannel(own: RecordingChannel, others: readonly RecordingChannel[]): RecordingChannel | undefined {
  const fitting = others.filter(({ unit }) => unit === own.unit);
  const key = (channel: RecordingChannel) => channel.name.trim().toLowerCase();
  const named = fitting.find((other) => key(other) === key(own));
  if (named || own.signal === null) return named;
  const alike = fitting.filter(({ signal }) => signal === own.signal);
  return alike.length === 1 ? alike[0] : undefined;
}
