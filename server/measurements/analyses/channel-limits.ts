import type { Limit } from '../../systems/limits/limit.schema.ts';
import type { SystemDetail } from '../../systems/system.schema.ts';
import { type Conversion, convert, toCanonical, toCanonicalDifference } from '../../systems/units.ts';
import type { RecordingChannel } from '../recording.schema.ts';
import type { ChannelLimit } from './analysis.schema.ts';

/**
 * The limits of a system as lines over the channels of a recording: in the unit its samples are stored in, whatever unit the system's
 * channel has. A limit that cannot be converted is left out: a line at a wrong height is worse than none.
 */
export function limitsOfChannels(channels: readonly RecordingChannel[], { limits }: Pick<SystemDetail, 'limits'>): ChannelLimit[] {
  return channels.flatMap((channel) =>
    limits
      .filter((limit) => limit.subjectType === 'channel' && channel.channelId !== null && limit.subject === channel.channelId)
      .flatMap((limit) => {
        const into = conversionBetween(limit.unit, channel);
        return into === null ? [] : [inUnitOf(channel, limit, into)];
      }),
  );
}

function inUnitOf(channel: RecordingChannel, limit: Limit, into: (value: number) => number): ChannelLimit {
  const of = (value: number | null) => (value === null ? null : into(value));
  return {
    channel: channel.index,
    unit: channel.unit,
    warningLow: of(limit.warningLow),
    warningHigh: of(limit.warningHigh),
    alarmLow: of(limit.alarmLow),
    alarmHigh: of(limit.alarmHigh),
    source: limit.source,
    unitWritten: limit.unit,
    operatingPoint: limit.operatingPoint?.name ?? null,
  };
}

function conversionBetween(unit: string, channel: RecordingChannel): ((value: number) => number) | null {
  if (unit === channel.unit) return (value) => value;
  const read: (text: string) => Conversion | null = channel.quantity.endsWith('-difference') ? toCanonicalDifference : toCanonical;
  const [from, to] = [read(unit), read(channel.unit)];
  if (!from || !to || from.unit !== to.unit) return null;
  return (value) => (convert(value, from) - to.offset) / to.factor;
}
