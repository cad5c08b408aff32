import { Problem } from '../../platform/problem.ts';
import { openContainers, unpackPart } from './containers/container-opening.ts';
import { stagingBeside } from './containers/staging-folder.ts';
import { UnpackBudget } from './containers/unpack-budget.ts';
import type { ImportContext, ImportInput, ImportPart, ImportRecipe, ImportResult, LaneRecipe, TableRecipe } from './import.types.ts';
import { importMatrix } from './matrices/matrix-import.ts';
import type { Track } from './parts/track.ts';
import { importRecording } from './recording-import.ts';

export interface RecipeInput extends ImportInput {
  readonly recipe: ImportRecipe;
}

/**
 * Reads files again exactly as a stored recipe says; nothing is detected. The same files, recipe, answers and zone give the same series
 * file, byte for byte. @throws Problem `recipe-file-missing` when the files are not those of the recipe
 */
export async function importByRecipe({ recipe, ...input }: RecipeInput, context: ImportContext): Promise<ImportResult> {
  const staging = stagingBeside(input.outFile);
  try {
    const { parts } = await openContainers(input, context, staging);
    const partOf = (name: string): ImportPart => parts.find((part) => part.name === name) ?? missing(name);
    if (recipe.kind === 'matrix') {
      const found: ImportPart[] = [];
      for (const { file } of recipe.files) {
        const part = partOf(file);
        found.push(part.isPacked ? await unpackPart(part, new UnpackBudget(input, context), staging) : part);
      }
      return await importMatrix({ recipe, parts: found, input, context });
    }
    const tracks =
      recipe.kind === 'files'
        ? recipe.tracks.map((track) => trackOf(track.parts.map((part) => ({ part: partOf(part.file), recipe: part.recipe }))))
        : [trackOf([{ part: recipe.file === undefined ? (parts[0] ?? missing('the file')) : partOf(recipe.file), recipe }])];
    return await importRecording({ tracks, input, context });
  } finally {
    staging.remove();
  }
}

function missing(name: string): never {
  throw new Problem('recipe-file-missing', 422, 'The recipe names a file that is not there', { detail: `"${name}" is missing.` });
}

function trackOf(parts: readonly { readonly part: ImportPart; readonly recipe: TableRecipe | LaneRecipe }[]): Track {
  const asTables = parts.flatMap(({ part, recipe }) => (recipe.kind === 'table' ? [{ part, recipe, firstMs: Number.NaN }] : []));
  if (asTables.length === parts.length) return { kind: 'table', parts: asTables };
  const asLanes = parts.flatMap(({ part, recipe }) => (recipe.kind === 'lanes' ? [{ part, recipe, firstMs: Number.NaN }] : []));
  return { kind: 'lanes', parts: asLanes };
}
