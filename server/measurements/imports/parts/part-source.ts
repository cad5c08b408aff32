import { checkRatio } from '../containers/unpack-budget.ts';
import type { ImportPart, LaneRecipe, TableRecipe } from '../import.types.ts';
import { type ByteSource, openGzip, openPlain } from '../texts/line-blocks.ts';
import { asPlainLines } from '../texts/line-tidying.ts';

/** The text of a part as the parsers know it (UTF-8, line feeds, one character between columns); close it. */
export function openPart(part: ImportPart, recipe: Parameters<typeof asPlainLines>[1]): ByteSource {
  return asPlainLines(part.isPacked ? guarded(openGzip(part.path), part.name) : openPlain(part.path), recipe);
}

/** Few packed bytes that become very many are refused while they do. */
function guarded(source: ByteSource, name: string): ByteSource {
  let unpacked = 0;
  return {
    get bytesDone() {
      return source.bytesDone;
    },
    async readInto(target, at, length) {
      const read = await source.readInto(target, at, length);
      unpacked += read;
      checkRatio({ packed: source.bytesDone, unpacked, name });
      return read;
    },
    close: () => source.close(),
  };
}

/** A recipe in the lines of the source, when the part's text has lines before them that we put there. */
export function inSourceLines<Recipe extends TableRecipe | LaneRecipe>(recipe: Recipe, { addedLines = 0 }: ImportPart): Recipe {
  if (addedLines === 0) return recipe;
  const headerLine = recipe.headerLine === null || recipe.headerLine <= addedLines ? null : recipe.headerLine - addedLines;
  const metadataLines = Math.max(0, recipe.metadataLines - addedLines);
  const unitsLine = recipe.unitsLine === null || recipe.unitsLine <= addedLines ? null : recipe.unitsLine - addedLines;
  return { ...recipe, headerLine, unitsLine, metadataLines, firstDataLine: recipe.firstDataLine - addedLines };
}

/** How the rows rejected at the end of a part are judged. */
export function endingOf({ addedLines, cutLine }: ImportPart): { hasFooter: boolean; cutLine: number | null } {
  return { hasFooter: addedLines === undefined, cutLine: cutLine ?? null };
}
