import type { TFunction } from 'i18next';
import type { ChannelLimit } from '../../../../server/measurements/analyses/analysis.schema.ts';
import type { RecordingChannel } from '../../../../server/measurements/recording.schema.ts';
import type { LimitLine } from '../../charts/plot-marks.ts';
import type { Format } from '../../platform/format.ts';

const keys = ['warningLow', 'warningHigh', 'alarmLow', 'alarmHigh'] as const;

interface Words {
  t: TFunction;
  format: Format;
  /** The product's own sources in the person's language. */
  say(text: string): string;
}

/**
 * The limits that the system sets for these channels, in the unit of their samples, each with its source. With several channels in a pane
 * each line says whose it is.
 */
export function limitLines(
  channels: readonly Pick<RecordingChannel, 'index' | 'name'>[],
  limits: readonly ChannelLimit[],
  { t, format, say }: Words,
): LimitLine[] {
  return channels.flatMap((channel) =>
    limits
      .filter((limit) => limit.channel === channel.index)
      .flatMap((limit) =>
        keys.flatMap((key): LimitLine[] => {
          const value = limit[key];
          if (value === null) return [];
          const owner = channels.length > 1 ? `${channel.name}: ` : '';
          const place = limit.operatingPoint ? ` · ${limit.operatingPoint}` : '';
          const label = `${owner}${t(`limits.${key}`)} ${format.number(value)} ${limit.unit}${place} · ${say(limit.source.reference)}`;
          const kind = key.startsWith('alarm') ? 'alarm' : 'warning';
          return [{ value, kind, side: key.endsWith('High') ? 'high' : 'low', unit: limit.unit, label }];
        }),
      ),
  );
}
