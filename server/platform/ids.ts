import { createHash, randomBytes } from 'node:crypto';
import { v7 } from 'uuid';

/** UUIDv7: sorts by time of creation, so that primary keys and cursors stay in order. */
export function newId(): string {
  return v7();
}

/** 256 random bits as text, for session and set-up tokens. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Lower-case hex SHA-256 of a text; tokens are stored only in this form. */
export function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}
