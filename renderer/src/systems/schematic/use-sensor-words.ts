import { useTranslation } from 'react-i18next';
import type { ChannelQuality } from '../../../../server/diagnostics/diagnosis.schema.ts';
import type { Recording } from '../../../../server/measurements/recording.schema.ts';
import { useValuesAt } from '../../measurements/plot/cursors/use-values-at.ts';
import { useFormat } from '../../platform/use-format.ts';
import { cut } from './label-line.ts';
import { instrumentLetter, type MeasuringPoint } from './schematic-channels.ts';
import type { SensorWords } from './schematic-content.ts';

const mostLetters = 8;
const instrument = {
  failure: 'instrument.failure',
  'check-function': 'instrument.check',
  'out-of-specification': 'instrument.outOfSpecification',
  'maintenance-required': 'instrument.maintenance',
} as const;

interface SensorSource {
  readonly systemId: string;
  readonly recording: Recording | undefined;
  readonly points: readonly MeasuringPoint[];
  readonly quality: readonly ChannelQuality[];
}

/** The value at the end of the recording, as measured, with what NE 107 says of the instrument. */
export function useSensorWords({ systemId, recording, points, quality }: SensorSource) {
  const { t } = useTranslation();
  const format = useFormat();
  const recorded = points.flatMap((point) => point.recorded ?? []);
  const values = useValuesAt(recording?.id ?? '', recorded, recording ? recording.durationMs / 1000 : null);
  return ({ id }: { id: string }): SensorWords => {
    const point = points.find((one) => one.id === id);
    if (!point) throw new Error(`no measuring point ${id}`);
    const { name, signal, unit, recorded: own } = point;
    const value = own ? values.get(own.index) : null;
    const status = own ? (quality.find(({ channel }) => channel === own.name)?.status ?? 'good') : 'good';
    const text = value === undefined ? '…' : value === null ? '–' : format.measured(value, null, unit);
    const meaning = signal ? t(`signal.${signal}`) : t(`quantity.${point.quantity}`);
    const shown = cut(signal ?? name, mostLetters);
    const notes = [...(name === shown ? [] : [name]), meaning, ...(value === null ? [t('schematic.noValue')] : [])];
    return {
      letter: instrumentLetter(point.quantity),
      name: shown,
      value: text,
      title: [`${shown} ${text}`, ...notes, ...(status === 'good' ? [] : [t(instrument[status])])].join(', '),
      isFaulty: status !== 'good',
      link:
        recording && own
          ? { to: '/recordings/$recordingId', params: { recordingId: recording.id }, search: { tab: 'plot', channel: own.name } }
          : { to: '/systems/$systemId', params: { systemId }, search: { tab: 'channels' } },
    };
  };
}
