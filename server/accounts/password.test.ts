import { expect, test } from 'vitest';
import { createPasswords } from './password.ts';

test('a password costs its guesser what trust.md A.6 asks for', async () => {
  const { hash, verify } = createPasswords();
  const made = await hash('correct horse');
  expect(made).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
  expect([await verify(made, 'correct horse'), await verify(made, 'correct horsE'), await verify(undefined, 'correct horse')]).toEqual([
    true,
    false,
    false,
  ]);
  expect(await hash('correct horse')).not.toBe(made);
});
