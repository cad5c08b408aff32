import type { ProblemDetails } from '../../../server/platform/http/problem.schema.ts';

/** Field errors of a refused body by field name: `#/body/name` and `#/name` both belong to `name`. Nested pointers use dots. */
export function fieldErrors(problem: ProblemDetails): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { pointer, detail } of problem.errors ?? []) {
    const name = pointer.replace(/^#?\/?(body\/)?/, '').replaceAll('/', '.');
    if (name !== '') errors[name] = detail;
  }
  return errors;
}
