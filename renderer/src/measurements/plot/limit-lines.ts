import type { TFunction } from 'i18next';
import type { RecordingChannel } from '../../../../server/measurements/recording.schema.ts';
import type { Limit } from '../../../../server/systems/system.schema.ts';
import type { LimitLine } from '../../charts/plot-marks.ts';
import type { Format } from '../../platform/format.ts';

const keys = ['warningLow', 'warningHigh', 'alarmLow', 'alarmHigh'] as const;

interface Words {
  t: TFunction;
  format: Format;
}

/**
 * The limits that the system sets for these channels, each with its source. Only where they mean the same unit: a limit in another unit
 * would be a wrong line. With several channels in a pane each line says whose it is.
 */
export function limitLines(channels: readonly RecordingChannel[], limits: readonly Limit[], { t, format }: Words): LimitLine[] {
  return channels.flatMap((channel) =>
    limits
      .filter((limit) => limit.subjectType === 'channel' && limit.subject === channel.channelId && limit.unit === channel.unit)
      .flatMap((limit) =>
        keys.flatMap((key): LimitLine[] => {
          const value = limit[key];
          if (value === null) return [];
          const owner = channels.length > 1 ? `${channel.name}: ` : '';
          const label = `${owner}${t(`limits.${key}`)} ${format.number(value)} ${limit.unit} · ${limit.source.reference}`;
          const kind = key.startsWith('alarm') ? 'alarm' : 'warning';
          return [{ value, kind, side: key.endsWith('High') ? 'high' : 'low', unit: limit.unit, label }];
        }),
      ),
  );
}
