import { type Quantity, type SignalId, signalIds } from '../systems/signal.schema.ts';
import type { Channel } from '../systems/system.schema.ts';
import type { ChannelRecipe, ImportRecipe } from './imports/import.types.ts';
import type { RecordingChannel } from './recording.schema.ts';
import type { SeriesSummary } from './series/series-summary.ts';

/**
 * Joins what the series file holds with what the system knows: a channel of the same name (or signal) gives its meaning.
 * A channel that the system does not have keeps the meaning that its name or the logger's template suggests.
 */
export function composeChannels(series: SeriesSummary, recipe: ImportRecipe, systemChannels: readonly Channel[]): RecordingChannel[] {
  const names = new Set(series.timeBases.flatMap((base) => base.channels.map((channel) => channel.name.trim().toLowerCase())));
  const recipes = new Map(recipesOf(recipe).map((channel) => [channel.name, channel]));
  const channels: RecordingChannel[] = [];
  series.timeBases.forEach((timeBase, timeBaseIndex) => {
    timeBase.channels.forEach((summary, position) => {
      const written = recipes.get(summary.name);
      const known = matching(systemChannels, { name: summary.name, role: written?.role ?? null, names });
      channels.push({
        index: channels.length,
        channelId: known?.id ?? null,
        name: summary.name,
        quantity: known?.quantity ?? toQuantity(written?.quantity),
        unit: summary.unit,
        unitWritten: written?.unitWritten ?? null,
        signal: known ? known.signal : toSignal(written?.role),
        timeBase: timeBaseIndex,
        position,
        intervalMs: timeBase.regular ? finite(timeBase.intervalMs) : finite(timeBase.typicalIntervalMs),
        count: summary.count,
        valid: summary.valid,
        min: finite(summary.min),
        max: finite(summary.max),
        mean: finite(summary.mean),
        derived: null,
      });
    });
  });
  return channels;
}

/**
 * The system's channel for a recorded one: of the same name, whatever its case, or else the only one that measures the same signal and
 * whose own name is not in the recording.
 */
function matching(
  channels: readonly Channel[],
  recorded: { name: string; role: string | null; names: ReadonlySet<string> },
): Channel | undefined {
  const key = (channel: Channel) => channel.name.trim().toLowerCase();
  const named = channels.find((channel) => key(channel) === recorded.name.trim().toLowerCase());
  if (named || recorded.role === null) return named;
  const alike = channels.filter((channel) => channel.signal === recorded.role && !recorded.names.has(key(channel)));
  return alike.length === 1 ? alike[0] : undefined;
}

function recipesOf(recipe: ImportRecipe): readonly ChannelRecipe[] {
  if (recipe.kind === 'matrix') return recipe.files.map((file) => file.channel);
  return recipe.kind === 'files' ? recipe.tracks.flatMap((track) => track.channels) : recipe.channels;
}

function toSignal(role: string | null | undefined): SignalId | null {
  return signalIds.find((id) => id === role) ?? null;
}

function toQuantity(word: string | null | undefined): Quantity {
  return (word ?? 'other') as Quantity;
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}
