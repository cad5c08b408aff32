import type { ImportAnswers, ImportQuestion, Json } from '../import.types.ts';
import { baseName } from '../import-template.ts';

/**
 * An answer that lets a preview go on while the question is still open. It is shown as open and never imported: without a unit values stay
 * as written, without a zone the clock is the site's, without a start time counts from zero.
 */
export function provisionalAnswer(question: ImportQuestion, siteZone: string): Json {
  switch (question.id) {
    case 'zone':
      return siteZone;
    case 'unit':
    case 'scaling':
      return null;
    case 'start-time':
      return 'relative';
    case 'sample-interval':
      return 1;
    case 'channel': {
      const named = (file: string): Json => ({ name: baseName(file).replace(/\.[^.]*$/, '') || file, unit: null });
      return question.options[0]?.answer ?? Object.fromEntries(question.about.map((file) => [file, named(file)]));
    }
    default:
      return question.options[0]?.answer ?? null;
  }
}

/** The answers with every open question answered provisionally; null when one of them was answered before and is asked again. */
export function withProvisional(
  answers: ImportAnswers,
  open: readonly ImportQuestion[],
  at: { readonly siteZone: string; readonly asked: ReadonlySet<string> },
): ImportAnswers | null {
  if (open.some(({ id }) => at.asked.has(id))) return null;
  return { ...answers, ...Object.fromEntries(open.map((question) => [question.id, provisionalAnswer(question, at.siteZone)])) };
}
