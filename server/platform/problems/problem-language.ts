import type { ProblemDetails } from '../http/problem.schema.ts';
import problems from './problems.de.json' with { type: 'json' };
import refusals from './refusals.de.json' with { type: 'json' };
import { places, type SentencePattern, sentencePatterns } from './sentence-pattern.schema.ts';

export type ProblemLanguage = 'en' | 'de';

let patterns: readonly SentencePattern[] | undefined;

/** What a caller reads first, of the languages that problems are told in (RFC 9110, 12.5.4, without weights: the first known one). */
export function languageOf(acceptLanguage: string | undefined): ProblemLanguage {
  const wanted = (acceptLanguage ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return wanted.find((language) => language === 'de' || language === 'en') === 'de' ? 'de' : 'en';
}

/**
 * A problem in a language: the English of the code that throws it is the source, and its pattern is found again in what it says, so
 * that stored problems of jobs are told, too. Code, status and pointers stay; a sentence without a translation stays English.
 */
export function problemIn(language: ProblemLanguage, problem: ProblemDetails): ProblemDetails {
  if (language === 'en') return problem;
  const { errors, detail } = problem;
  const said = errors?.map((one) => ({ ...one, detail: sentence(one.detail) }));
  const listed = (items: NonNullable<typeof errors>) => items.map((one) => `${one.pointer} ${one.detail}`).join('; ');
  const isList = errors !== undefined && said !== undefined && detail === listed(errors);
  return {
    ...problem,
    title: sentence(problem.title),
    ...(detail === undefined ? {} : { detail: isList ? listed(said) : sentence(detail) }),
    ...(said === undefined ? {} : { errors: said }),
  };
}

function sentence(text: string): string {
  patterns ??= sentencePatterns({ ...problems, ...refusals });
  for (const { english, words } of patterns) {
    const found = english.exec(text)?.groups;
    if (found !== undefined || english.test(text)) return words.replace(places, (_, place: string) => sentence(found?.[`p${place}`] ?? ''));
  }
  return aboutFile(text) ?? text;
}

/** `press.csv: It holds no date that can be read.`: a refusal behind the name of the file it is about. */
function aboutFile(text: string): string | undefined {
  const [, file, refusal = ''] = /^([^:\n]{1,300}): (.+)$/s.exec(text) ?? [];
  const said = file === undefined ? refusal : sentence(refusal);
  return said === refusal ? undefined : `${file}: ${said}`;
}
