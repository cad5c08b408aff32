import { Problem } from '../../platform/problem.ts';

/** What a number scheme can name beside the running number. */
export interface NumberContext {
  readonly year: number;
  readonly siteName: string;
}

export const defaultPattern = '{year}-{n:5}';

const longest = 40;
const running = /\{n(?::(\d))?\}/;

/**
 * @param pattern text with `{n:5}` (running number, at least so many digits) once, `{year}` and `{site}`
 * @throws Problem `number-pattern-invalid` in words
 */
export function assertPattern(pattern: string): void {
  const rest = pattern.replace(running, '').replaceAll('{year}', '').replaceAll('{site}', '');
  const refuse = (detail: string) => {
    throw new Problem('number-pattern-invalid', 422, 'Reports cannot be numbered like this', {
      detail,
      errors: [{ pointer: '#/numberPattern', detail }],
    });
  };
  if (!running.test(pattern)) refuse('The running number is missing: write {n:5} where it shall stand, 5 being its least digits.');
  if (/[{}]/.test(rest)) refuse('Between braces only {year}, {site} and, once, {n} or {n:5} are known.');
  if (!/^[A-Za-z0-9._-]*$/.test(rest))
    refuse('Numbers become names of files: use letters A to Z, digits, full stop, hyphen and underscore.');
  if (/^[.-]/.test(pattern)) refuse('A number starts with a letter, a digit or a brace.');
  if (numberOf(scopeOf(pattern, { year: 2026, siteName: 'X'.repeat(50) }), 1_000_000).length > longest)
    refuse(`Numbers would be longer than ${longest} characters.`);
}

/** The pattern with everything filled in but the running number: within it, numbers count up. */
export function scopeOf(pattern: string, { year, siteName }: NumberContext): string {
  return pattern.replaceAll('{year}', String(year)).replaceAll('{site}', siteCode(siteName));
}

export function numberOf(scope: string, ordinal: number): string {
  return scope.replace(running, (_, digits: string | undefined) => String(ordinal).padStart(Number(digits ?? 1), '0'));
}

/** "Werk Köln-Süd 2" → WERK-KOELN-S: what can stand in the name of a file everywhere. */
export function siteCode(siteName: string): string {
  const plain = siteName
    .replace(/[äÄ]/g, 'ae')
    .replace(/[öÖ]/g, 'oe')
    .replace(/[üÜ]/g, 'ue')
    .replace(/ß/g, 'ss')
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^A-Z0-9]+/g, '-')
    .slice(0, 12)
    .replace(/^-+|-+$/g, '');
  return plain === '' ? 'SITE' : plain;
}
