import { openContainers } from '../containers/container-opening.ts';
import type { StagingFolder } from '../containers/staging-folder.ts';
import type { ImportContext, ImportInput, ImportRecipe, ImportReport, PartRecipe } from '../import.types.ts';
import { readHead } from '../parts/part-head.ts';
import { textLines } from './file-excerpt.ts';
import type { PreviewRow } from './preview.types.ts';
import { previewRows } from './preview-rows.ts';

const EXCERPT_LINES = 300;

/** The first lines of the recording's first file or sheet, as written and as read. */
export async function firstRows(
  input: ImportInput,
  read: { recipe: ImportRecipe; report: ImportReport },
  at: { context: ImportContext; staging: StagingFolder },
): Promise<PreviewRow[]> {
  const { parts } = await openContainers(input, at.context, at.staging);
  const { name, recipe } = firstPart(read.recipe, parts[0]?.name ?? '');
  const part = parts.find((candidate) => candidate.name === name);
  if (part === undefined) return [];
  const { head } = await readHead(part);
  // Lines that we put before records are no lines of the file.
  const lines = textLines(head, EXCERPT_LINES + (part.addedLines ?? 0)).slice(part.addedLines ?? 0);
  const rejected = read.report.rejected.filter(({ file }) => file === undefined || file === name);
  return previewRows(lines, recipe, { ...read.report, rejected });
}

function firstPart(recipe: ImportRecipe, only: string): { name: string; recipe: PartRecipe } {
  if (recipe.kind !== 'files') return { name: recipe.kind === 'matrix' ? (recipe.files[0]?.file ?? only) : only, recipe };
  const [track] = recipe.tracks;
  const part = track!.parts[0]!;
  return { name: part.file, recipe: { ...part.recipe, channels: track!.channels } };
}
