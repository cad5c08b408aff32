import { type TSchema, Type } from 'typebox';

/** UUIDv7: sortable by time of creation. */
export const Id = Type.String({ format: 'uuid', description: 'UUIDv7' });
/** One line of text with at least one visible letter; no control characters. */
export const Name = Type.String({
  minLength: 1,
  maxLength: 200,
  pattern: '^[^\\u0000-\\u001f\\u007f]*[^\\s\\u0000-\\u001f\\u007f][^\\u0000-\\u001f\\u007f]*$',
});
/** An instant in UTC, RFC 3339 with milliseconds. */
export const Instant = Type.String({ description: 'RFC 3339, UTC' });
export const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
export const ById = Type.Object({ id: Id }, { additionalProperties: false });

/** Every list is read page by page: pass `next` of the last answer as `cursor` until it is absent. */
const paging = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50 })),
  cursor: Type.Optional(Type.String({ maxLength: 400 })),
};
export const PageQuery = Type.Object(paging, { additionalProperties: false });

export function pageQuery<P extends Record<string, TSchema>>(filters: P) {
  return Type.Object({ ...paging, ...filters }, { additionalProperties: false });
}

export function pageOf<T extends TSchema>(item: T) {
  return Type.Object({ items: Type.Array(item), next: Type.Optional(Type.String()) }, { additionalProperties: false });
}

/** A page as the server's code hands it around. */
export interface Page<T> {
  items: T[];
  next?: string;
}
export interface PageRequest {
  limit?: number;
  cursor?: string;
}

/** One of a closed list of words. */
export function words<const W extends readonly string[]>(list: W) {
  return Type.Unsafe<W[number]>(Type.String({ enum: [...list] }));
}

export function orNull<T extends TSchema>(type: T) {
  return Type.Union([type, Type.Null()]);
}
