import { type Algorithm, hash, verify } from '@node-rs/argon2';

/** argon2id, m = 64 MiB, t = 3, p = 1: 136 ms on the reference machine (trust.md A.6). */
const cost = { algorithm: 2 satisfies Algorithm.Argon2id, memoryCost: 64 * 1024, timeCost: 3, parallelism: 1 } as const;

/** At most this many at once: 2 x 64 MiB, whatever arrives. */
const atOnce = 2;
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  running++;
  try {
    return await work();
  } finally {
    running--;
    waiting.shift()?.();
  }
}

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, cost));
}

/** Checks a password. Without a hash (unknown user) it costs the same time and answers false. */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  decoy ??= await hashPassword('no such user');
  const isRight = await inTurn(() => verify(passwordHash ?? (decoy as string), password));
  return passwordHash !== undefined && isRight;
}
let decoy: string | undefined;
