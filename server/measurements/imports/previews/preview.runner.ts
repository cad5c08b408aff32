import { join } from 'node:path';
import { Problem } from '../../../platform/problem.ts';
import { stagingBeside } from '../containers/staging-folder.ts';
import { importFiles } from '../import.runner.ts';
import type {
  ImportAnswers,
  ImportContext,
  ImportFile,
  ImportInput,
  ImportOutcome,
  ImportQuestion,
  ImportResult,
} from '../import.types.ts';
import { keepExcerpt, readExcerpt, textLines } from './file-excerpt.ts';
import { firstRows } from './first-lines.ts';
import type { Preview, PreviewInput, PreviewOutcome } from './preview.types.ts';
import { rawRows } from './preview-rows.ts';
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
  const isComplete = bytes <= input.limits.wholeBytes;
  const files = isComplete ? input.files : await excerpts(input);
  if (files === null) return unread;
  const trial = await tryImport({ ...input, files }, context);
  const { result, questions, problem } = trial;
  const refusal = problem === null ? null : { code: problem.code, title: problem.message, detail: problem.detail ?? '' };
  const verdict = questions.length > 0 ? 'needs-answer' : refusal !== null ? 'refused' : 'ok';
  if (result === null) return { ...unread, verdict, refusal, questions, isComplete, rows: await writtenRows(input.files, problem) };
  const staging = stagingBeside(join(input.folder, 'rows'));
  try {
    return {
      verdict,
      refusal,
      questions,
      report: { ...result.report, files: namedAsHandedIn(result, input.files), questions },
      recordings: trial.recordings,
      isComplete,
      rows: hideOpenTimes(await firstRows(importInput({ ...input, files }, trial.answers), result, { context, staging }), questions),
      outcomes: await outcomesOf({ ...input, files, answers: trial.answers }, questions, context),
      recipe: result.recipe,
    };
  } finally {
    staging.remove();
  }
}

/** A large archive or workbook has no beginning that could be read by itself: a check reads it as a job. */
const unread: Preview = {
  verdict: 'ok',
  refusal: null,
  questions: [],
  report: null,
  recordings: 0,
  isComplete: false,
  rows: [],
  outcomes: [],
  recipe: null,
};

/** What nobody could read is shown as it is written, as far as it is text. */
async function writtenRows([first, ...others]: readonly ImportFile[], problem: Problem | null): Promise<Preview['rows']> {
  if (first === undefined || others.length > 0 || problem?.code === 'import-binary') return [];
  const head = await readExcerpt(first);
  return head === null ? [] : rawRows(textLines(head, EXCERPT_LINES));
}

/** The beginnings of the files; null when one of them is no text. */
async function excerpts({ files, folder }: PreviewInput): Promise<ImportFile[] | null> {
  const found: ImportFile[] = [];
  for (const file of files) {
    const head = await readExcerpt(file);
    if (head === null) return null;
    found.push(keepExcerpt(head, file, folder) ?? file);
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

function importOnce(input: PreviewInput, answers: ImportAnswers, context: ImportContext): Promise<ImportOutcome> {
  return importFiles(importInput(input, answers), context);
}

/** Where a preview leaves the samples that it has read, until its folder is thrown away. */
export function seriesFileOf(folder: string): string {
  return join(folder, 'series');
}

function importInput({ files, folder, siteZone, limits }: PreviewInput, answers: ImportAnswers): ImportInput {
  const outFile = seriesFileOf(folder);
  const rejectedFile = join(folder, 'rejected.csv');
  return { files, outFile, rejectedFile, siteZone, answers, limits: { maxBytes: limits.maxBytes } };
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
