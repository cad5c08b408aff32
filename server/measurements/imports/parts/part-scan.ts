import { findTableShape } from '../detections/delimiter-detection.ts';
import { detect } from '../detections/detection.ts';
import { isMatrix, matrixShape } from '../detections/matrix-detection.ts';
import type { MatrixShape } from '../detections/matrix-shape.ts';
import type { ImportInput, ImportPart, ImportQuestion, ImportRefusal, LaneRecipe, TableRecipe } from '../import.types.ts';
import { sampleText } from '../texts/text-sample.ts';
import { readHead } from './part-head.ts';
import { inSourceLines } from './part-source.ts';
import { type PartSpan, readSpan } from './part-span.ts';

export interface ScannedTable {
  readonly kind: 'table';
  readonly part: ImportPart;
  readonly recipe: TableRecipe | LaneRecipe;
  readonly span: PartSpan;
}
export interface ScannedMatrix {
  readonly kind: 'matrix';
  readonly part: ImportPart;
  readonly shape: MatrixShape;
}
export interface OpenPart {
  readonly kind: 'open';
  readonly part: ImportPart;
  readonly questions: readonly ImportQuestion[];
}
export interface UnreadablePart {
  readonly kind: 'unreadable';
  readonly part: ImportPart;
  readonly refusal: ImportRefusal;
}

/** What one of several files is, by itself. */
export type PartScan = ScannedTable | ScannedMatrix | OpenPart | UnreadablePart;

/** Looks at both ends of a plain (not packed) file. */
export async function scanPart(part: ImportPart, { answers, siteZone }: Pick<ImportInput, 'answers' | 'siteZone'>): Promise<PartScan> {
  const { head, size } = await readHead(part);
  const sample = sampleText(head, size);
  if ('code' in sample) return { kind: 'unreadable', part, refusal: sample };
  const shape = findTableShape(sample.lines);
  const matrix = shape !== null && isMatrix(shape) ? matrixShape(sample, shape, part.name) : null;
  if (matrix !== null) return { kind: 'matrix', part, shape: matrix };
  const { recipe, questions, refusal } = detect({ head, name: part.name, size }, answers);
  if (refusal !== null) return { kind: 'unreadable', part, refusal };
  if (recipe === null || recipe.kind === 'matrix') return { kind: 'open', part, questions };
  return { kind: 'table', part, recipe: inSourceLines(recipe, part), span: await readSpan(part, recipe, siteZone) };
}

/**
 * A file in which nothing settles the order of day and month, beside one of the same logger that does: the same form of date and the same
 * channels settle it.
 */
export async function settleOrders(
  scans: readonly PartScan[],
  input: Pick<ImportInput, 'answers' | 'siteZone'>,
): Promise<readonly PartScan[]> {
  const tables = scans.filter((scan) => scan.kind === 'table');
  return Promise.all(
    scans.map(async (scan) => {
      if (scan.kind !== 'open' || scan.questions.some(({ id }) => id !== 'date-order')) return scan;
      const settled: ScannedTable[] = [];
      for (const order of ['dmy', 'mdy'] as const) {
        const tried = await scanPart(scan.part, { ...input, answers: { ...input.answers, 'date-order': order } });
        if (tried.kind !== 'table') continue;
        const twin = tables.find(({ recipe }) => recipe.time.order === order && signatureOf(recipe) === signatureOf(tried.recipe));
        if (twin === undefined) continue;
        const note = `${scan.part.name}: the order of day and month is that of ${twin.part.name}, a file with the same columns.`;
        settled.push({ ...tried, part: { ...scan.part, notes: [...scan.part.notes, note] } });
      }
      return settled.length === 1 ? settled[0]! : scan;
    }),
  );
}

/** Files with the same signature can be appended to each other: the same channels in the same units, whatever the order of their columns. */
export function signatureOf(recipe: TableRecipe | LaneRecipe): string {
  const { time, missingCodes } = recipe;
  const clock = [time.kind, time.names.join('\t'), time.zone, time.hasOffset, time.startMs !== undefined, time.dateSeparator];
  if (recipe.kind === 'lanes') return JSON.stringify(['lanes', recipe.layout, clock, recipe.headerTexts, recipe.valueUnit]);
  const channels = recipe.channels.map(({ name, unitWritten, factor, offset }) => [name, unitWritten, factor, offset]);
  return JSON.stringify(['table', clock, missingCodes, channels.sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1))]);
}
