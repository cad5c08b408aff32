import { open } from 'node:fs/promises';
import { refuse } from './channel-recipe.ts';
import { findTableShape } from './delimiter-detection.ts';
import { detect, HEAD_BYTES } from './detection.ts';
import type { Detection, ImportContext, ImportFile, ImportInput, ImportResult } from './import.types.ts';
import { notUnderstood, questionsProblem, refusalProblem } from './import-problem.ts';
import { importLanes } from './lane-import.ts';
import { openGzip } from './line-blocks.ts';
import { detectMatrices, isMatrix, matrixShape } from './matrix-detection.ts';
import { importMatrix } from './matrix-import.ts';
import type { MatrixShape } from './matrix-shape.ts';
import { importTable } from './table-import.ts';
import { sampleText } from './text-sample.ts';

/** Detection of an upload, and whether its one file is packed. */
export interface FilesDetection extends Detection {
  readonly container: 'gzip' | null;
}

/**
 * What these files are and how they would be read, without importing them (a preview). Reads at most a megabyte of each. Questions and
 * refusals come back as data; throws a Problem only when a gzip archive is damaged.
 */
export async function detectFiles(input: Pick<ImportInput, 'files' | 'answers' | 'template'>): Promise<FilesDetection> {
  const [file] = input.files;
  if (file === undefined) return { ...refuse({ code: 'import-empty', detail: 'No file was given.' }), container: null };
  if (input.files.length > 1 || input.template !== undefined) return { ...(await detectFolder(input)), container: null };
  const { head, size, container } = await readHead(file);
  const detection = detect({ head, name: file.name, size }, input.answers);
  if (detection.recipe?.kind === 'matrix' && container !== null) {
    return { ...refuse(notUnderstood('Matrices inside gzip are not read yet. Unpack the file first.')), container };
  }
  return { ...detection, container };
}

async function detectFolder({ files, answers, template }: Pick<ImportInput, 'files' | 'answers' | 'template'>): Promise<Detection> {
  const shapes: MatrixShape[] = [];
  const others: string[] = [];
  for (const file of files) {
    const shape = await shapeOf(file);
    if (shape === null) others.push(file.name);
    else shapes.push(shape);
  }
  if (shapes.length === 0) return refuse(notUnderstood('These files are not one known measurement. Import them one by one.'));
  return detectMatrices({ shapes, others, answers, ...(template === undefined ? {} : { template }) });
}

/**
 * Reads measurement files into one series file. Deterministic: the same bytes and answers give the same bytes. Throws Problems
 * (`import-…`, see import-problem.ts) and the signal's reason when cancelled; in both cases nothing is left at `outFile`.
 */
export async function runImport(input: ImportInput, context: ImportContext): Promise<ImportResult> {
  const bytes = input.files.reduce((sum, file) => sum + file.bytes, 0);
  const megabytes = (count: number): string => `${Math.ceil(count / 1e6)} MB`;
  if (bytes > input.limits.maxBytes) {
    const detail = `It has ${megabytes(bytes)}; the limit set here is ${megabytes(input.limits.maxBytes)}. Import a shorter time range.`;
    throw refusalProblem({ code: 'import-too-large', detail });
  }
  context.signal.throwIfAborted();
  context.onProgress({ phase: 'detecting', done: 0, total: bytes, unit: 'bytes', ratePerSecond: 0 });
  const { refusal, questions, recipe, container } = await detectFiles(input);
  const [file] = input.files;
  if (refusal !== null) throw refusalProblem(refusal, input.files.length === 1 ? file?.name : undefined);
  if (recipe === null || file === undefined) throw questionsProblem(questions);
  if (recipe.kind === 'matrix') return importMatrix({ recipe, input, context });
  if (recipe.kind === 'lanes') return importLanes({ file, container, recipe, input, context });
  return importTable({ file, container, recipe, input, context });
}

/** What a file of a folder looks like; null when it is no matrix (a single column, words …). */
async function shapeOf(file: ImportFile): Promise<MatrixShape | null> {
  const { head, size, container } = await readHead(file);
  const sample = sampleText(head, size);
  if ('code' in sample || container !== null) return null;
  const shape = findTableShape(sample.lines);
  return shape !== null && isMatrix(shape) ? matrixShape(sample, shape, file.name) : null;
}

interface Head {
  readonly head: Uint8Array;
  /** Bytes of the unpacked file; Infinity: more than the head. */
  readonly size: number;
  readonly container: 'gzip' | null;
}

async function readHead(file: ImportFile): Promise<Head> {
  const handle = await open(file.path, 'r');
  try {
    const head = Buffer.alloc(Math.min(HEAD_BYTES, file.bytes));
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    if (head[0] === 0x1f && head[1] === 0x8b) return { ...(await unpackedHead(file)), container: 'gzip' };
    return { head: head.subarray(0, bytesRead), size: file.bytes, container: null };
  } finally {
    await handle.close();
  }
}

async function unpackedHead(file: ImportFile): Promise<{ head: Uint8Array; size: number }> {
  const source = openGzip(file.path);
  const head = Buffer.alloc(HEAD_BYTES + 1);
  let length = 0;
  try {
    for (let read = -1; read !== 0 && length < head.length; length += read)
      read = await source.readInto(head, length, head.length - length);
  } catch {
    throw refusalProblem(
      { code: 'import-not-understood', detail: 'The gzip archive is damaged. Copy the file again from the logger.' },
      file.name,
    );
  } finally {
    source.close();
  }
  return { head: head.subarray(0, Math.min(length, HEAD_BYTES)), size: length > HEAD_BYTES ? Number.POSITIVE_INFINITY : length };
}
