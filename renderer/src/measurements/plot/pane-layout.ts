/** Which channels (by index) stand in which pane, from top to bottom. A channel stands in one pane at most, and no pane is empty. */
export type PaneLayout = readonly (readonly number[])[];

/** Most channels at once: as many as one request may name (recording.schema.ts). */
export const mostChannels = 32;

export function channelsOf(layout: PaneLayout): number[] {
  return layout.flat();
}

/** Shows a channel in a pane of its own at the end, or hides it. */
export function toggled(layout: PaneLayout, channel: number): PaneLayout {
  return channelsOf(layout).includes(channel) ? without(layout, channel) : [...layout, [channel]];
}

export function without(layout: PaneLayout, channel: number): PaneLayout {
  return layout.map((pane) => pane.filter((other) => other !== channel)).filter((pane) => pane.length > 0);
}

export function closed(layout: PaneLayout, pane: number): PaneLayout {
  return layout.filter((_, i) => i !== pane);
}

/** Puts a pane one place up (-1) or down (+1). */
export function reordered(layout: PaneLayout, pane: number, step: -1 | 1): PaneLayout {
  const [one, other] = [layout[pane], layout[pane + step]];
  if (!one || !other) return layout;
  return layout.map((channels, i) => (i === pane ? other : i === pane + step ? one : channels));
}

/** Puts the channels of a pane into the one above it. */
export function merged(layout: PaneLayout, pane: number): PaneLayout {
  const [above, below] = [layout[pane - 1], layout[pane]];
  if (!above || !below) return layout;
  return layout.flatMap((channels, i) => (i === pane - 1 ? [[...above, ...below]] : i === pane ? [] : [channels]));
}

/** Gives every channel of a pane a pane of its own. */
export function split(layout: PaneLayout, pane: number): PaneLayout {
  return layout.flatMap((channels, i) => (i === pane ? channels.map((channel) => [channel]) : [channels]));
}

/** A layout of which only channels that exist are left, each once. */
export function sound(layout: PaneLayout, known: readonly number[]): PaneLayout {
  const seen = new Set<number>();
  const isNew = (channel: number) => known.includes(channel) && !seen.has(channel) && seen.size < mostChannels && seen.add(channel);
  return layout.map((pane) => pane.filter(isNew)).filter((pane) => pane.length > 0);
}
