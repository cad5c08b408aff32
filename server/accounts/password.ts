import { type Algorithm, hash, verify } from '@node-rs/argon2';

/** argon2id, m = 64 MiB, t = 3, p = 1: 136 ms on the reference machine (trust.md A.6). */
const standardCost: Cost = { memoryCost: 64 * 1024, timeCost: 3, parallelism: 1 };

interface Cost {
  /** KiB. */
  readonly memoryCost: number;
  readonly timeCost: number;
  readonly parallelism: number;
}

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

export interface Passwords {
  hash(password: string): Promise<string>;
  /** Checks a password. Without a hash (unknown user) it costs the same time and answers false. */
  verify(passwordHash: string | undefined, password: string): Promise<boolean>;
}

/** @param cost lower only where nobody's password is at stake: tests of something else */
export function createPasswords(cost: Cost = standardCost): Passwords {
  let decoy: string | undefined;
  const hashed = (password: string) => inTurn(() => hash(password, { ...cost, algorithm: 2 satisfies Algorithm.Argon2id }));
  return {
    hash: hashed,
    async verify(passwordHash, password) {
      decoy ??= await hashed('no such user');
      const isRight = await inTurn(() => verify(passwordHash ?? (decoy as string), password));
      return passwordHash !== undefined && isRight;
    },
  };
}
