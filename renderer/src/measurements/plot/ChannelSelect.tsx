import { NativeSelect } from '@mantine/core';
import type { RecordingChannel } from '../../../../server/measurements/recording.schema.ts';

interface ChannelSelectProps {
  label: string;
  channels: readonly RecordingChannel[];
  value: number | null;
  /** What the empty choice is called; without it there is none. */
  emptyLabel?: string;
  onChange(channel: number | null): void;
}

/** One channel of a recording by name and unit. */
export function ChannelSelect({ label, channels, value, emptyLabel, onChange }: ChannelSelectProps) {
  const empty = emptyLabel === undefined ? [] : [{ value: '', label: emptyLabel }];
  return (
    <NativeSelect
      size="xs"
      label={label}
      maw={230}
      value={value === null ? '' : String(value)}
      onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? null : Number(currentTarget.value))}
      data={[...empty, ...channels.map(({ index, name, unit }) => ({ value: String(index), label: unit ? `${name} [${unit}]` : name }))]}
    />
  );
}
