import type { Quantity } from '../systems/signal.schema.ts';
import type { Channel } from '../systems/system.schema.ts';
import type { ChannelRecipe, ImportRecipe } from './imports/import.types.ts';
import type { ChannelSuggestion } from './mappings/mapping.schema.ts';
import type { RecordingChannel } from './recording.schema.ts';
import type { SeriesSummary } from './series/series-summary.ts';

/** Joins what the series file holds with what each channel was taken for. A channel of the system gives its quantity, too. */
export function composeChannels(
  series: SeriesSummary,
  recipe: ImportRecipe,
  known: { readonly systemChannels: readonly Channel[]; readonly mapping: readonly ChannelSuggestion[] },
): RecordingChannel[] {
  const recipes = new Map(recipesOf(recipe).map((channel) => [channel.name, channel]));
  const meanings = new Map(known.mapping.map((suggestion) => [suggestion.name, suggestion]));
  const channels: RecordingChannel[] = [];
  series.timeBases.forEach((timeBase, timeBaseIndex) => {
    timeBase.channels.forEach((summary, position) => {
      const written = recipes.get(summary.name);
      const meaning = meanings.get(summary.name);
      const ofSystem = known.systemChannels.find(({ id }) => id === meaning?.channelId);
      channels.push({
        index: channels.length,
        channelId: ofSystem?.id ?? null,
        name: summary.name,
        quantity: ofSystem?.quantity ?? toQuantity(written?.quantity),
        unit: summary.unit,
        unitWritten: written?.unitWritten ?? null,
        signal: meaning?.signal ?? null,
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

function recipesOf(recipe: ImportRecipe): readonly ChannelRecipe[] {
  if (recipe.kind === 'matrix') return recipe.files.map((file) => file.channel);
  return recipe.kind === 'files' ? recipe.tracks.flatMap((track) => track.channels) : recipe.channels;
}

function toQuantity(word: string | null | undefined): Quantity {
  return (word ?? 'other') as Quantity;
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}
