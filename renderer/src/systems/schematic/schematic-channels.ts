import type { RecordingChannel } from '../../../../server/measurements/recording.schema.ts';
import type { Quantity } from '../../../../server/systems/signal.schema.ts';
import type { Channel } from '../../../../server/systems/system.schema.ts';
import type { SchematicChannel } from './sensor-place.ts';

/** A measuring point of the system, with what the recording holds of it; null: the recording does not have it. */
export interface MeasuringPoint extends SchematicChannel {
  readonly recorded: RecordingChannel | null;
  readonly unit: string;
}

/** The registered channels, then those that the recording has beside them; computed ones are no sensors. */
export function measuringPoints(registered: readonly Channel[], recorded: readonly RecordingChannel[]): MeasuringPoint[] {
  const measured = recorded.filter(({ derived }) => derived === null);
  const match = (channel: Channel) =>
    measured.find(({ channelId }) => channelId === channel.id) ?? measured.find(({ name }) => name === channel.name) ?? null;
  const known = registered.map((channel) => ({ channel, own: match(channel) }));
  const rest = measured.filter((one) => !known.some(({ own }) => own === one));
  return [
    ...known.map(({ channel: { id, name, componentId, unit, quantity, signal }, own }) => ({
      ...{ id, name, quantity, componentId, signal: own?.signal ?? signal, unit: own?.unit ?? unit, recorded: own },
    })),
    ...rest.map((one) => ({
      ...{ id: `recorded ${one.index}`, name: one.name, quantity: one.quantity, signal: one.signal },
      ...{ unit: one.unit, componentId: null, recorded: one },
    })),
  ];
}

/** Letters of ISA-5.1 for what is measured; what has none of its own gets X. */
export function instrumentLetter(quantity: Quantity): string {
  return letters[quantity] ?? 'X';
}

const letters: Partial<Record<Quantity, string>> = {
  ...{ pressure: 'P', 'pressure-difference': 'PD', flow: 'F', temperature: 'T', 'temperature-difference': 'TD', power: 'J', current: 'I' },
  ...{ voltage: 'E', speed: 'S', velocity: 'S', vibration: 'V', acceleration: 'V', length: 'Z', angle: 'Z', level: 'L', force: 'W' },
  ...{ particles: 'A', time: 'K' },
};
