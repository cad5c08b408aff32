import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { openContainers } from '../containers/container-opening.ts';
import { stagingBeside } from '../containers/staging-folder.ts';
import { detect } from '../detections/detection.ts';
import type { ImportAnswers, ImportContext, ImportFile, ImportPart, PartRecipe } from '../import.types.ts';
import { baseName } from '../import-template.ts';
import { readHead } from '../parts/part-head.ts';
import { lineCells } from '../texts/line-splitting.ts';
import { textLines } from './file-excerpt.ts';
import { withProvisional } from './provisional-answer.ts';

const MOST_ROUNDS = 5;
const MOST_LINES = 60;
/** An archive never unpacks to more than this, whoever asks. */
const MOST_UNPACKED_BYTES = 8 * 1024 ** 3;
const MOST_NAMES = 500;

/** What identifies the files of one logger: how its tables look and what its columns are called, never a value or a date. */
export interface FingerprintParts {
  readonly layout: string;
  readonly delimiter: string;
  /** Names of the columns as written; of a matrix: name and columns of each file. */
  readonly header: readonly string[];
  readonly units: readonly string[];
  /** Keys of the lines before the table. */
  readonly metadataKeys: readonly string[];
}

export interface IdentifyInput {
  readonly files: readonly ImportFile[];
  readonly answers: ImportAnswers;
  readonly siteZone: string;
  /** Where archives are unpacked to. */
  readonly folder: string;
}

/**
 * The fingerprint of files; what they leave open does not matter for it. Null when they are not all of one kind, or when nothing in them
 * has a name: a template must never answer for the file of another logger beside its own.
 */
export async function identifyFiles(input: IdentifyInput, context: ImportContext): Promise<FingerprintParts | null> {
  const outFile = join(input.folder, 'identity');
  const staging = stagingBeside(outFile);
  try {
    const limits = { maxBytes: MOST_UNPACKED_BYTES };
    const { parts } = await openContainers({ ...input, outFile, rejectedFile: outFile, limits }, context, staging);
    return await identifyParts(parts, input, context);
  } finally {
    staging.remove();
  }
}

async function identifyParts(parts: readonly ImportPart[], input: IdentifyInput, context: ImportContext): Promise<FingerprintParts | null> {
  const found: FingerprintParts[] = [];
  for (const part of parts) {
    context.signal.throwIfAborted();
    const one = await identifyPart(part, input);
    if (one === null) return null;
    found.push(one);
  }
  const [first] = found;
  if (first === undefined) return null;
  if (found.every(({ layout }) => layout === 'matrix')) return { ...first, header: found.flatMap(({ header }) => header).sort() };
  return found.every((one) => fingerprintOf(one) === fingerprintOf(first)) ? first : null;
}

async function identifyPart(part: ImportPart, input: IdentifyInput): Promise<FingerprintParts | null> {
  const { head, size } = await readHead(part);
  let answers = input.answers;
  const asked = new Set<string>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { recipe, questions, refusal } = detect({ head, name: part.name, size }, answers);
    if (recipe !== null) return partsOf(recipe, textLines(head, MOST_LINES));
    const next = refusal === null ? withProvisional(answers, questions, { siteZone: input.siteZone, asked }) : null;
    if (next === null) return null;
    for (const { id } of questions) asked.add(id);
    answers = next;
  }
  return null;
}

function partsOf(recipe: PartRecipe, lines: readonly string[]): FingerprintParts | null {
  if (recipe.kind === 'matrix') {
    const header = recipe.files.map(({ file, columns }) => `${baseName(file)}: ${columns}`);
    return { layout: recipe.layout, delimiter: recipe.files[0]?.delimiter ?? '', header, units: [], metadataKeys: [] };
  }
  const { layout, delimiter, spacing, headerTexts, headerLine, unitsLine } = recipe;
  const names = (text: string | undefined): string[] =>
    text === undefined ? [] : lineCells(text, spacing === undefined ? { delimiter } : { delimiter, spacing }).map((cell) => cell.trim());
  const header = recipe.kind === 'lanes' && layout === 'blocks' ? [recipe.timeHeader] : names(headerTexts[0]);
  if (header.every((name) => name === '')) return null;
  return {
    layout,
    delimiter,
    header: header.slice(0, MOST_NAMES),
    units: unitsLine === null ? [] : names(headerTexts[1]).slice(0, MOST_NAMES),
    metadataKeys: keysOf(lines.slice(0, Math.min(MOST_LINES, (headerLine ?? 1) - 1))),
  };
}

/** `Seriennummer: 4711` has a key; a sentence, a name or a number alone has none. */
function keysOf(lines: readonly string[]): string[] {
  const keys = lines.flatMap((line) => {
    const bare = line.replace(/^\s*(?:#|\/\/|%|'|--|\*)+\s*/, '').replaceAll('"', '');
    const key = /^\s*([^\d:=;|\t,]{1,60}?)\s*[:=;|\t,]/.exec(bare)?.[1]?.trim() ?? '';
    return key === '' ? [] : [key];
  });
  return [...new Set(keys)];
}

export function fingerprintOf({ layout, delimiter, header, units, metadataKeys }: FingerprintParts): string {
  return createHash('sha256')
    .update(JSON.stringify([layout, delimiter, header, units, metadataKeys]))
    .digest('hex');
}
