import { join } from 'node:path';
import { Problem } from '../../../platform/problem.ts';
import { importFiles } from '../import.runner.ts';
import type { ImportAnswers, ImportContext, ImportFile, ImportOutcome, ImportQuestion, ImportResult } from '../import.types.ts';
import { keepExcerpt, readExcerpt, textLines } from './file-excerpt.ts';
import type { Preview, PreviewInput, PreviewOutcome } from './preview.types.ts';
import { previewRows, rawRows } from './preview-rows.ts';
import { withProvisional } from './provisional-answer.ts';

const MOST_ROUNDS = 5;
const EXCERPT_LINES = 300;

interface Trial {
  /** Of the first recording. */
  readonly result: ImportResult | null;
  readonly recordings: number;
  /** Open with the answers given. */
  readonly questions: readonly ImportQuestion[];
  /** The answers given and the provisional ones. */
  readonly answers: ImportAnswers;
  readonly problem: Problem | null;
}

/**
 * What an import of these files would do: it is done, by the very code of a real import, into a folder that is thrown away. Open questions
 * are answered provisionally so that there is something to look at. Refusals are data here; throws only what is a bug, or the signal's reason.
 */
export async function runPreview(input: PreviewInput, context: ImportContext): Promise<Preview> {
  const bytes = input.files.reduce((sum, file) => sum + file.bytes, 0);
  const [first] = input.files;
  const head = first === undefined ? null : await readExcerpt(first);
  const isComplete = bytes <= input.limits.wholeBytes;
  const files = isComplete ? input.files : await excerpts(input);
  const trial = await tryImport({ ...input, files }, context);
  const lines = head === null || input.files.length > 1 ? [] : textLines(head, EXCERPT_LINES);
  const { result, questions, problem } = trial;
  const refusal = problem === null ? null : { code: problem.code, title: problem.message, detail: problem.detail ?? '' };
  const verdict = questions.length > 0 ? 'needs-answer' : refusal !== null ? 'refused' : 'ok';
  if (result === null)
    return {
      verdict,
      refusal,
      questions,
      report: null,
      isComplete,
      rows: problem?.code === 'import-binary' ? [] : rawRows(lines),
      outcomes: [],
      recipe: null,
      recordings: 0,
    };
  return {
    verdict,
    refusal,
    questions,
    report: { ...result.report, files: namedAsHandedIn(result, input.files), questions },
    recordings: trial.recordings,
    isComplete,
    rows: hideOpenTimes(previewRows(lines, result.recipe, result.report), questions),
    outcomes: await outcomesOf({ ...input, files, answers: trial.answers }, questions, context),
    recipe: result.recipe,
  };
}

async function excerpts({ files, folder }: PreviewInput): Promise<ImportFile[]> {
  const found: ImportFile[] = [];
  for (const file of files) {
    const head = await readExcerpt(file);
    found.push((head === null ? null : keepExcerpt(head, file, folder)) ?? file);
  }
  return found;
}

/** Imports again and again, each round with the questions of the round before answered provisionally. */
async function tryImport(input: PreviewInput, context: ImportContext): Promise<Trial> {
  const questions: ImportQuestion[] = [];
  let answers: ImportAnswers = input.answers;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    try {
      const { recordings } = await importOnce(input, answers, context);
      return { result: recordings[0]!.result, recordings: recordings.length, questions, answers, problem: null };
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      if (error.code !== 'import-needs-answers') return { result: null, recordings: 0, questions, answers, problem: error };
      const open = (error.extra as { questions: ImportQuestion[] }).questions;
      const next = withProvisional(answers, open, { siteZone: input.siteZone, asked: new Set(questions.map(({ id }) => id)) });
      questions.push(...open.filter(({ id }) => questions.every((known) => known.id !== id)));
      if (next === null) break;
      answers = next;
    }
  }
  return { result: null, recordings: 0, questions, answers, problem: null };
}

function importOnce(
  { files, folder, siteZone, limits }: PreviewInput,
  answers: ImportAnswers,
  context: ImportContext,
): Promise<ImportOutcome> {
  const outFile = join(folder, 'series');
  const rejectedFile = join(folder, 'rejected.csv');
  return importFiles({ files, outFile, rejectedFile, siteZone, answers, limits: { maxBytes: limits.maxBytes } }, context);
}

/** First and last instant of the recording for each way to read its dates. */
async function outcomesOf(input: PreviewInput, questions: readonly ImportQuestion[], context: ImportContext): Promise<PreviewOutcome[]> {
  const outcomes: PreviewOutcome[] = [];
  const asked = questions.find(({ id }) => id === 'date-order');
  for (const { answer } of asked?.options ?? []) {
    const { result } = await tryImport({ ...input, answers: { ...input.answers, 'date-order': answer } }, context);
    outcomes.push({ question: 'date-order', answer, first: result?.report.first ?? null, last: result?.report.last ?? null });
  }
  return outcomes;
}

/** While day and month, or the time between two samples, are open, no time is shown. */
function hideOpenTimes(rows: Preview['rows'], questions: readonly ImportQuestion[]): Preview['rows'] {
  return questions.some(({ id }) => id === 'date-order' || id === 'sample-interval') ? rows.map((row) => ({ ...row, time: null })) : rows;
}

/** An excerpt is not the file: its bytes and hash are those of the file. */
function namedAsHandedIn({ report }: ImportResult, files: readonly ImportFile[]): ImportResult['report']['files'] {
  return report.files.map((file) => {
    const given = files.find(({ name }) => name === file.name);
    return given === undefined ? file : { ...file, sha256: given.sha256, bytes: given.bytes };
  });
}
