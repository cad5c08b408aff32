import { extname, join, resolve, sep } from 'node:path';

/** Letters that no file of the built user interface has: drive letters and streams of Windows, wildcards, second-level escapes. */
const FORBIDDEN = /[\\:*?"<>|%]/;

/** Control characters end or split names somewhere below us. */
function hasControlCharacter(text: string): boolean {
  return [...text].some((letter) => letter.charCodeAt(0) < 0x20 || letter.charCodeAt(0) === 0x7f);
}

/**
 * Which file of the user interface a URL path means. Chromium resolves `..` itself but leaves `%2e` and `%2f` alone (trust.md A.3, 18),
 * so the path is decoded exactly once and every remaining trick is refused instead of being repaired.
 * A path without a file extension is a page of the single-page application and gets index.html.
 * @param folder absolute path of build/renderer
 * @param pathname `URL.pathname`, still percent-encoded
 * @returns absolute path inside `folder`, or undefined when the path must be refused
 */
export function resolveAsset(folder: string, pathname: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (!decoded.startsWith('/') || FORBIDDEN.test(decoded) || hasControlCharacter(decoded)) return undefined;
  const segments = decoded.slice(1).split('/');
  // A leading dot covers `.`, `..` and hidden files; an empty segment in the middle is `//`.
  if (segments.some((segment, index) => segment.startsWith('.') || (segment === '' && index < segments.length - 1))) return undefined;
  const path = extname(decoded) === '' ? join(folder, 'index.html') : resolve(folder, ...segments);
  return path.startsWith(resolve(folder) + sep) ? path : undefined;
}
