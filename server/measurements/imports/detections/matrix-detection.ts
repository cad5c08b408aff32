import { findNumberMarks } from '../cells/number-text.ts';
import type { Detection, ImportAnswers, ImportQuestion, Json, MatrixFileRecipe, MatrixRecipe } from '../import.types.ts';
import { notUnderstood } from '../import-problem.ts';
import { baseName, matchTemplate } from '../import-template.ts';
import type { TextSample } from '../texts/text-sample.ts';
import { channelOf } from './channel-recipe.ts';
import type { TableShape } from './delimiter-detection.ts';
import type { MatrixShape } from './matrix-shape.ts';

type Found = Detection<MatrixRecipe>;

/** Every line of the sample, the first one included, is numbers and blanks only. */
export function isMatrix({ rows, fields }: TableShape): boolean {
  const isNumber = (cell: string): boolean => cell.trim() === '' || /^\s*[+-]?(?:\d+[.,]?\d*|[.,]\d+)(?:[eE][+-]?\d+)?\s*$/.test(cell);
  const first = rows[0]?.cells[0] ?? '';
  // Unix seconds or more in the first cell: a table with a time and without a header.
  if (Number(first) > 9e8) return false;
  return (
    rows[0]?.cells.length !== undefined && rows[0].cells.length >= fields && rows.slice(0, 50).every(({ cells }) => cells.every(isNumber))
  );
}

export function matrixShape(sample: TextSample, shape: TableShape, name: string): MatrixShape | null {
  const marks = findNumberMarks(shape.rows.slice(0, 50).flatMap(({ cells }) => cells));
  if (marks === null) return null;
  return {
    name,
    encoding: sample.encoding,
    bom: sample.bom,
    eol: sample.eol,
    delimiter: shape.delimiter,
    ...(shape.spacing === undefined ? {} : { spacing: shape.spacing }),
    decimalMark: marks.decimalMark,
    columns: shape.fields,
  };
}

export function detectMatrix(input: { sample: TextSample; shape: TableShape; name: string; answers: ImportAnswers }): Found {
  const shape = matrixShape(input.sample, input.shape, input.name);
  if (shape === null) return refuse('Some of its numbers have a decimal point and others a decimal comma.');
  return detectMatrices({ shapes: [shape], others: [], answers: input.answers });
}

/** Several files of bare numbers as one recording: by template, or by the user's answers. */
export function detectMatrices(input: {
  readonly shapes: readonly MatrixShape[];
  /** Names of files beside them that are no matrices. */
  readonly others: readonly string[];
  readonly answers: ImportAnswers;
  readonly template?: string;
}): Found {
  const { shapes, others, answers, template } = input;
  const recipe = matchTemplate(shapes, others, template);
  if (recipe !== null) return { verdict: 'ok', recipe, questions: [], refusal: null };
  if (template !== undefined)
    return refuse(`The files do not have the fingerprint of the template "${template}" (names and numbers of columns).`);
  if (others.length > 0) {
    return refuse(`${others.join(', ')} and the files beside it are not one known measurement. Import them one by one.`);
  }
  return fromAnswers(shapes, answers);
}

function refuse(detail: string): Found {
  return { verdict: 'refused', recipe: null, questions: [], refusal: notUnderstood(detail) };
}

function fromAnswers(shapes: readonly MatrixShape[], answers: ImportAnswers): Found {
  const names = shapes.map(({ name }) => name);
  const intervals = shapes.map(({ name }) => perFile(answers['sample-interval'], name, shapes.length));
  const channels = shapes.map(({ name }) => perFile(answers.channel, name, shapes.length));
  const start = answers['start-time'];
  const questions: ImportQuestion[] = [];
  if (answers.layout !== 'samples-in-row') questions.push(layoutQuestion(shapes));
  if (!intervals.every((seconds) => typeof seconds === 'number' && seconds > 0 && Number.isFinite(seconds))) {
    questions.push({ id: 'sample-interval', ask: 'How many seconds lie between two samples?', about: names, options: [] });
  }
  if (!channels.every(isChannelAnswer)) {
    questions.push({ id: 'channel', ask: 'Which channel is it, and in which unit?', about: names, options: [] });
  }
  if (start === undefined || !isStart(start)) {
    const options = [{ answer: 'relative', meaning: 'not known: count from zero' }];
    questions.push({ id: 'start-time', ask: 'When was the first sample taken?', about: [], options });
  }
  if (questions.length > 0) return { verdict: 'needs-answer', recipe: null, questions, refusal: null };
  const files = shapes.map((shape, i): MatrixFileRecipe => {
    const answer = channels[i] as unknown as ChannelAnswer;
    const channel = { ...channelOf({ name: answer.name, column: null, unit: answer.unit ?? '' }), unitWritten: null };
    // Seconds come from a person, as decimals: 0.1 s is 100 ms, not 100.00000000000001.
    const intervalMs = Math.round((intervals[i] as number) * 1e9) / 1e6;
    return {
      file: shape.name,
      encoding: shape.encoding,
      bom: shape.bom,
      eol: shape.eol,
      delimiter: shape.delimiter,
      ...(shape.spacing === undefined ? {} : { spacing: shape.spacing }),
      decimalMark: shape.decimalMark,
      columns: shape.columns,
      intervalMs,
      channel,
    };
  });
  const lengths = new Set(files.map(({ columns, intervalMs }) => Math.round(columns * intervalMs * 1e6) / 1e6));
  if (lengths.size > 1)
    return refuse('With these sample intervals the rows of the files do not last equally long, so they cannot stand side by side.');
  return {
    verdict: 'ok',
    recipe: recipeOf(files, [...lengths][0]!, start === 'relative' ? null : String(start)),
    questions: [],
    refusal: null,
  };
}

function recipeOf(files: readonly MatrixFileRecipe[], cycleMs: number, start: string | null): MatrixRecipe {
  return {
    kind: 'matrix',
    version: 1,
    encoding: files[0]!.encoding,
    layout: 'matrix',
    template: null,
    cycleMs,
    clock: start === null ? 'relative' : 'absolute',
    start,
    zone: start === null ? null : (/(?:Z|[+-]\d{2}:?\d{2})$/.exec(start)?.[0] ?? null),
    zoneFrom: 'answer',
    files,
    skipped: [],
    notes: ['Layout, interval and channel are not in the file; they are answers of the person who imported it.'],
  };
}

interface ChannelAnswer {
  readonly name: string;
  readonly unit: string | null;
}

function isChannelAnswer(answer: Json | undefined): boolean {
  if (answer === null || answer === undefined || typeof answer !== 'object' || Array.isArray(answer)) return false;
  const { name, unit } = answer as Readonly<Record<string, Json>>;
  return typeof name === 'string' && name.trim() !== '' && (typeof unit === 'string' || unit === null);
}

function isStart(answer: Json): boolean {
  if (answer === 'relative') return true;
  return (
    typeof answer === 'string' &&
    /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:?\d{2})?$/.test(answer) &&
    !Number.isNaN(Date.parse(answer.replace(' ', 'T')))
  );
}

/** One answer for all files, or `{ "PS1.txt": answer, … }`. */
function perFile(answer: Json | undefined, name: string, files: number): Json | undefined {
  if (answer === undefined || answer === null || typeof answer !== 'object' || Array.isArray(answer)) return answer;
  const map = answer as Readonly<Record<string, Json>>;
  return map[name] ?? map[baseName(name)] ?? (files === 1 ? answer : undefined);
}

function layoutQuestion(shapes: readonly MatrixShape[]): ImportQuestion {
  const what =
    shapes.length === 1 ? `The file holds lines of ${shapes[0]!.columns} numbers` : `The ${shapes.length} files hold lines of numbers`;
  return {
    id: 'layout',
    ask: `${what} and no header. Do the columns hold successive samples of one channel, or one channel each?`,
    about: shapes.map(({ name }) => name),
    options: [
      { answer: 'samples-in-row', meaning: 'a line is successive samples of one channel; the lines follow one another' },
      ...(shapes.length === 1
        ? [{ answer: 'channel-per-column', meaning: 'a line is one instant; each column is a channel (or the time)' }]
        : []),
    ],
  };
}
