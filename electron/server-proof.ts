import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits as 64 hexadecimal digits, new for every launch of the server; it reaches the server through its stdin only. */
export function createSecret(): string {
  return randomBytes(32).toString('hex');
}

/** What a server that knows the secret answers to a nonce: HMAC-SHA256(key = secret, nonce), both as UTF-8 text, in hexadecimal. */
function proofOf(secret: string, nonce: string): string {
  return createHmac('sha256', secret).update(nonce).digest('hex');
}

/** True when `proof` is the right answer; takes the same time whatever is wrong with it. */
export function isProof(proof: unknown, secret: string, nonce: string): boolean {
  const expected = Buffer.from(proofOf(secret, nonce));
  const given = Buffer.from(typeof proof === 'string' ? proof : '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** What the shell says when it asks in its own name and not for the page: HMAC-SHA256(key = secret, 'shell') in hexadecimal. */
export function shellWord(secret: string): string {
  return createHmac('sha256', secret).update('shell').digest('hex');
}
