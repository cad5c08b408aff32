import type { RecordingChannel } from '../../../../server/measurements/recording.schema.ts';

/** The name of a channel, or `#index` when it shares its name with another one. */
export function nameOf(channels: readonly RecordingChannel[], index: number): string {
  const name = channels.find((channel) => channel.index === index)?.name ?? '';
  const isUnique = name !== '' && channels.filter((channel) => channel.name === name).length === 1;
  return isUnique && !/^#\d+$/.test(name) ? name : `#${index}`;
}

/** The channel that such a name means, or undefined when this recording has none. */
export function channelNamed(channels: readonly RecordingChannel[], name: unknown): number | undefined {
  const byIndex = /^#(\d+)$/.exec(typeof name === 'string' ? name : '')?.[1];
  if (byIndex !== undefined) return channels.find((channel) => channel.index === Number(byIndex))?.index;
  return channels.find((channel) => channel.name === (typeof name === 'number' ? String(name) : name))?.index;
}
