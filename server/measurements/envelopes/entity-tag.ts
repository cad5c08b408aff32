import { createHash } from 'node:crypto';

/**
 * A strong entity tag (RFC 9110, 8.8.3): the same tag stands for the same bytes. `parts` is everything that the answer depends on; what was
 * measured never changes under its hash, so nothing has to be read to tell.
 */
export function entityTag(parts: unknown): string {
  return `"${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 32)}"`;
}

/** Does an If-Match or If-None-Match field name the tag? Compared weakly, as 13.1.2 says. */
export function matchesTag(field: string | undefined, tag: string): boolean {
  if (field === undefined) return false;
  return field
    .split(',')
    .map((one) => one.trim())
    .some((one) => one === '*' || one === tag || one === `W/${tag}`);
}
