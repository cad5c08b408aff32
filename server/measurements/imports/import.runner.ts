import { Problem } from '../../platform/problem.ts';
import { openContainers, textPart, unpackPart } from './containers/container-opening.ts';
import { type StagingFolder, stagingBeside } from './containers/staging-folder.ts';
import { UnpackBudget } from './containers/unpack-budget.ts';
import { refuse } from './detections/channel-recipe.ts';
import { detect } from './detections/detection.ts';
import type {
  Detection,
  ImportContext,
  ImportedRecording,
  ImportInput,
  ImportOutcome,
  ImportPart,
  ImportResult,
  SkippedFile,
} from './import.types.ts';
import { type ImportPlan, planParts } from './import-plan.ts';
import { questionsProblem, refusalProblem } from './import-problem.ts';
import { importMatrix } from './matrices/matrix-import.ts';
import { readHead } from './parts/part-head.ts';
import { inSourceLines } from './parts/part-source.ts';
import { partsOf, type Track } from './parts/track.ts';
import { withQuality } from './quality/recording-quality.ts';
import { ConflictingPart } from './read-problem.ts';
import { importRecording } from './recording-import.ts';

/**
 * What one plain or gzip file is and how it would be read, without importing it. Reads at most a megabyte. Questions and refusals come
 * back as data; throws a Problem only when a gzip archive is damaged.
 */
export async function detectFiles({ files: [file], answers }: Pick<ImportInput, 'files' | 'answers'>): Promise<Detection> {
  if (file === undefined) return refuse({ code: 'import-empty', detail: 'No file was given.' });
  return detectPart(await textPart(file), answers);
}

async function detectPart(part: ImportPart, answers: ImportInput['answers']): Promise<Detection> {
  const { head, size } = await readHead(part);
  return detect({ head, name: part.name, size }, answers);
}

/**
 * Reads measurement files into series files: one recording, or several when the files do not belong together. Deterministic: the same
 * bytes and answers give the same bytes. Throws Problems (`import-…`, see import-problem.ts) and the signal's reason when cancelled; then
 * nothing that was made counts, and the caller removes the folder of `outFile`.
 */
export async function importFiles(input: ImportInput, context: ImportContext): Promise<ImportOutcome> {
  const bytes = input.files.reduce((sum, file) => sum + file.bytes, 0);
  const megabytes = (count: number): string => `${Math.ceil(count / 1e6)} MB`;
  if (bytes > input.limits.maxBytes) {
    const detail = `It has ${megabytes(bytes)}; the limit set here is ${megabytes(input.limits.maxBytes)}. Import a shorter time range.`;
    throw refusalProblem({ code: 'import-too-large', detail });
  }
  context.signal.throwIfAborted();
  context.onProgress({ phase: 'detecting', done: 0, total: bytes, unit: 'bytes', ratePerSecond: 0 });
  const staging = stagingBeside(input.outFile);
  try {
    const { parts, skipped } = await openContainers(input, context, staging);
    const [only] = parts;
    if (only !== undefined && parts.length === 1 && input.template === undefined) {
      return { recordings: [await importPart(only, skipped, { input, context, staging })] };
    }
    return await importPlanned({ plan: await planParts(parts, input), skipped, input, context, staging });
  } finally {
    staging.remove();
  }
}

/** The same for files that must be one recording. */
export async function runImport(input: ImportInput, context: ImportContext): Promise<ImportResult> {
  const { recordings } = await importFiles(input, context);
  if (recordings.length === 1) return recordings[0]!.result;
  throw new Problem('import-several', 422, 'The files do not belong together', {
    detail: `They are ${recordings.length} recordings: ${recordings.map(({ sources }) => sources[0]?.name).join(', ')} and the files with them.`,
  });
}

interface Frame {
  readonly input: ImportInput;
  readonly context: ImportContext;
  readonly staging: StagingFolder;
}

async function importPart(
  part: ImportPart,
  skipped: readonly SkippedFile[],
  { input, context, staging }: Frame,
): Promise<ImportedRecording> {
  const { refusal, questions, recipe } = await detectPart(part, input.answers);
  if (refusal !== null) throw refusalProblem(refusal, part.name);
  if (recipe === null) throw questionsProblem(questions);
  if (recipe.kind === 'matrix') {
    const plain = part.isPacked ? await unpackPart(part, new UnpackBudget(input, context), staging) : part;
    return imported(withSkipped(await importMatrix({ recipe, parts: [plain], input, context }), skipped), [part], input);
  }
  const track: Track =
    recipe.kind === 'lanes'
      ? { kind: 'lanes', parts: [{ part, recipe: inSourceLines(recipe, part), firstMs: Number.NaN }] }
      : { kind: 'table', parts: [{ part, recipe: inSourceLines(recipe, part), firstMs: Number.NaN }] };
  return imported(withSkipped(await importRecording({ tracks: [track], input, context }), skipped), [part], input);
}

/** Groups are read one after the other; a file that turns out to contradict those before it becomes a recording of its own. */
async function importPlanned({
  plan,
  skipped,
  input,
  context,
}: Frame & { plan: (apart: ReadonlySet<string>) => ImportPlan; skipped: readonly SkippedFile[] }): Promise<ImportOutcome> {
  const apart = new Set<string>();
  for (;;) {
    const { groups, skipped: unreadable } = plan(apart);
    const recordings: ImportedRecording[] = [];
    try {
      for (const [index, group] of groups.entries()) {
        const own: ImportInput =
          index === 0 ? input : { ...input, outFile: `${input.outFile}-${index + 1}`, rejectedFile: `${input.rejectedFile}-${index + 1}` };
        const parts = group.kind === 'matrix' ? group.parts : partsOf(group.tracks).map(({ part }) => part);
        const result =
          group.kind === 'matrix'
            ? await importMatrix({ recipe: group.recipe, parts, input: own, context })
            : withNotes(await importRecording({ tracks: group.tracks, input: own, context }), group.notes);
        recordings.push(imported(index === 0 ? withSkipped(result, [...skipped, ...unreadable]) : result, parts, own));
      }
      return { recordings };
    } catch (error) {
      if (!(error instanceof ConflictingPart) || apart.has(error.part.name)) throw error;
      apart.add(error.part.name);
    }
  }
}

function imported(result: ImportResult, parts: readonly ImportPart[], { outFile, rejectedFile }: ImportInput): ImportedRecording {
  const sources = parts.map(({ sha256, source, member }) => ({ sha256, name: source.name, member }));
  return { result: withQuality(result, outFile), outFile, rejectedFile, sources };
}

function withSkipped(result: ImportResult, skipped: readonly SkippedFile[]): ImportResult {
  return skipped.length === 0 ? result : { ...result, skippedFiles: [...result.skippedFiles, ...skipped] };
}

function withNotes(result: ImportResult, notes: readonly string[]): ImportResult {
  return { ...result, report: { ...result.report, notes: [...notes, ...result.report.notes] } };
}
