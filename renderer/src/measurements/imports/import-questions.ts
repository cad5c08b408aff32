import type { ImportQuestion } from '../../../../server/measurements/import-report.schema.ts';
import type { ProblemDetails } from '../../../../server/platform/http/problem.schema.ts';

export type Answers = Record<string, unknown>;

/** What a person can write besides choosing: nothing, one text or number, or a unit or channel for each thing the question is about. */
export type FieldKind = 'none' | 'text' | 'number' | 'unit' | 'channel';

const fieldKinds: Readonly<Partial<Record<ImportQuestion['id'], FieldKind>>> = {
  'date-order': 'none',
  'decimal-mark': 'none',
  'time-column': 'none',
  layout: 'none',
  zone: 'text',
  'start-time': 'text',
  scaling: 'none',
  'sample-interval': 'number',
  unit: 'unit',
  channel: 'channel',
};

export const fieldKindOf = (question: ImportQuestion): FieldKind => fieldKinds[question.id] ?? 'text';

/** In a field for a unit: the person says that there is none. */
export const noUnit = '-';

/** Written texts by field name, and the position of the chosen option; no position: what was written counts. */
export interface Written {
  option?: number;
  fields: Readonly<Record<string, string>>;
}

export const nothingWritten: Written = { fields: {} };

/** The questions inside a refused import; none when it was refused for another reason. */
export function questionsOf(problem: ProblemDetails): ImportQuestion[] {
  const questions = problem.extra?.questions;
  return Array.isArray(questions) ? (questions as ImportQuestion[]) : [];
}

/** Everything that the question is about has its answer. */
export function isAnswered(question: ImportQuestion, { option, fields }: Written): boolean {
  if (option !== undefined) return true;
  const filled = (name: string) => (fields[name] ?? '').trim() !== '';
  switch (fieldKindOf(question)) {
    case 'none':
      return false;
    case 'unit':
      return question.about.every(filled);
    case 'channel':
      return question.about.every((name) => filled(`${name} name`));
    case 'number':
      return (question.about.length > 1 ? question.about : [question.about[0] ?? '']).every((name) => seconds(fields[name]) > 0);
    default:
      return filled('');
  }
}

const seconds = (text: string | undefined) => Number((text ?? '').trim().replace(',', '.'));
const unitOf = (text: string | undefined) => {
  const unit = (text ?? '').trim();
  return unit === '' || unit === noUnit ? null : unit;
};

/** The chosen or written text as the value that the importer understands (import.types.ts, ImportAnswers). */
export function answerOf(question: ImportQuestion, { option, fields }: Written): unknown {
  if (option !== undefined) return question.options[option]?.answer;
  const field = (name: string) => (fields[name] ?? '').trim();
  const [first = ''] = question.about;
  const perThing = (value: (name: string) => unknown) =>
    question.about.length > 1 ? Object.fromEntries(question.about.map((name) => [name, value(name)])) : value(first);
  switch (fieldKindOf(question)) {
    case 'number':
      return perThing((name) => seconds(fields[name]));
    case 'channel': {
      const channel = (name: string) => ({ name: field(`${name} name`), unit: unitOf(fields[`${name} unit`]) });
      // Columns of a table are named from left to right, files by their names.
      return question.options.some(({ answer }) => Array.isArray(answer)) ? question.about.map(channel) : perThing(channel);
    }
    case 'unit':
      return Object.fromEntries(question.about.map((name) => [name, unitOf(fields[name])]));
    default:
      return field('');
  }
}

/**
 * The questions to show after another look at the file: answered ones stay where they are, open ones as they are asked now, new ones behind
 * them. What an answer has made pointless goes.
 */
export function stillAsked(
  seen: readonly ImportQuestion[],
  open: readonly ImportQuestion[],
  hasAnswer: (question: ImportQuestion) => boolean,
): ImportQuestion[] {
  const kept = seen.flatMap((question) => {
    const now = open.find(({ id }) => id === question.id);
    return now ? [now] : hasAnswer(question) ? [question] : [];
  });
  return [...kept, ...open.filter(({ id }) => seen.every((known) => known.id !== id))];
}
