import type { ProblemDetails } from '../../../../server/platform/http/problem.schema.ts';
import { ApiProblem, problemOf } from '../../platform/api.ts';

/** Parts of an entry that have another name in the form, first match counts. */
const names: readonly [RegExp, string][] = [
  [/^symptoms\/(\d+)\/range(?:\/0)?$/, 'signs/$1/rangeFrom'],
  [/^symptoms\/(\d+)\/range\/1$/, 'signs/$1/rangeTo'],
  [/^symptoms\/(\d+)\/id$/, 'signs/$1/text'],
  [/^symptoms\/(\d+)/, 'signs/$1'],
  [/^symptoms$/, 'signs/0/text'],
  [/^appliesTo\/componentKind$/, 'appliesKind'],
  [/^appliesTo\/nameplate$/, 'appliesKey'],
  [/^appliesTo\/notWords.*$/, 'appliesNotWords'],
  [/^appliesTo(?:\/.*)?$/, 'appliesWords'],
  [/^priorLogOdds$/, 'prior'],
  [/^(causes|checks|actions|safety|componentKinds)\/\d+$/, '$1'],
  [/^tests\/(\d+)\/against.*$/, 'tests/$1/against'],
];

/** Where in the form the server's pointer into an entry leads: what is wrong is said at the field. */
export function fieldPointer(pointer: string): string {
  const at = pointer.replace(/^#?\/?(?:body\/)?(?:fault\/)?/, '');
  if (at === 'names/en') return '/nameEn';
  if (at === 'names/de') return '/nameDe';
  const found = names.find(([pattern]) => pattern.test(at));
  return `/${found ? at.replace(found[0], found[1]) : at}`;
}

/** The refusal of an entry with its errors at the form's fields. */
export function atFields(error: unknown): ApiProblem {
  const problem: ProblemDetails = problemOf(error);
  if (!problem.errors) return new ApiProblem(problem);
  return new ApiProblem({ ...problem, errors: problem.errors.map((one) => ({ ...one, pointer: fieldPointer(one.pointer) })) });
}
