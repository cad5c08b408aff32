import { type Quantity, type SignalId, signalIds } from '../systems/signal.schema.ts';
import type { Channel } from '../systems/system.schema.ts';
import type { ChannelRecipe, ImportRecipe } from './imports/import.types.ts';
import type { RecordingChannel } from './recording.schema.ts';
import type { SeriesSummary } from './series/series-summary.ts';

/**
 * Joins what the series file holds with what the system knows: a channel of the same name gives its meaning.
 * A channel that the system does not have keeps the meaning that its name or the logger's template suggests.
 */
export function composeChannels(series: SeriesSummary, recipe: ImportRecipe, systemChannels: readonly Channel[]): RecordingChannel[] {
  const byName = new Map(systemChannels.map((channel) => [channel.name.trim().toLowerCase(), channel]));
  const recipes = new Map(recipesOf(recipe).map((channel) => [channel.name, channel]));
  const channels: RecordingChannel[] = [];
  series.timeBases.forEach((timeBase, timeBaseIndex) => {
    timeBase.channels.forEach((summary, position) => {
      const known = byName.get(summary.name.trim().toLowerCase());
      const written = recipes.get(summary.name);
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
      });
    });
  });
  return channels;
}

function recipesOf(recipe: ImportRecipe): readonly ChannelRecipe[] {
  return recipe.kind === 'matrix' ? recipe.files.map((file) => file.channel) : recipe.channels;
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
