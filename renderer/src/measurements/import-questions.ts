import type { ImportQuestion } from '../../../server/measurements/import-report.schema.ts';
import type { ProblemDetails } from '../../../server/platform/http/problem.schema.ts';

export type Answers = Record<string, unknown>;

/** What a person can write besides choosing: nothing, one text or number, or a unit or channel for each thing the question is about. */
export type FieldKind = 'none' | 'text' | 'number' | 'unit' | 'channel';

const fieldKinds: Readonly<Record<ImportQuestion['id'], FieldKind>> = {
  'date-order': 'none',
  layout: 'none',
  zone: 'text',
  'start-time': 'text',
  scaling: 'text',
  'sample-interval': 'number',
  unit: 'unit',
  channel: 'channel',
};

export const fieldKindOf = (question: ImportQuestion): FieldKind => fieldKinds[question.id] ?? 'text';

/** Written texts by field name, and the position of the chosen option; no position: what was written counts. */
export interface Written {
  option?: number;
  fields: Readonly<Record<string, string>>;
}

/** The questions inside a refused import; none when it was refused for another reason. */
export function questionsOf(problem: ProblemDetails): ImportQuestion[] {
  const questions = problem.extra?.questions;
  return Array.isArray(questions) ? (questions as ImportQuestion[]) : [];
}

/** The chosen or written text as the value that the importer understands (import.types.ts, ImportAnswers). */
export function answerOf(question: ImportQuestion, { option, fields }: Written): unknown {
  if (option !== undefined) return question.options[option]?.answer;
  const field = (name: string) => (fields[name] ?? '').trim();
  const number = (name: string) => Number(field(name).replace(',', '.'));
  const [first = ''] = question.about;
  const perThing = (value: (name: string) => unknown) =>
    question.about.length > 1 ? Object.fromEntries(question.about.map((name) => [name, value(name)])) : value(first);
  switch (fieldKindOf(question)) {
    case 'number':
      return perThing(number);
    case 'channel':
      return perThing((name) => ({ name: field(`${name} name`), unit: field(`${name} unit`) || null }));
    case 'unit':
      return Object.fromEntries(question.about.map((name) => [name, field(name) || null]));
    default:
      return field('');
  }
}
