import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../server', import.meta.url));
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (path) => /\.ts$/.test(path) && !/\.(test|fixture)\.ts$/.test(path),
);

interface Use {
  code: string;
  status: number;
  where: string;
}
const uses: Use[] = sources.flatMap((path) =>
  [...readFileSync(join(root, path), 'utf8').matchAll(/new Problem\(\s*(['"`])(.*?)\1,\s*(\d+)/g)].map((match) => ({
    code: match[2] as string,
    status: Number(match[3]),
    where: path,
  })),
);

test('problem codes are kebab-case', () => {
  expect(uses.length).toBeGreaterThan(30);
  expect(uses.filter(({ code }) => !/^[a-z]+(-[a-z0-9]+)*$/.test(code))).toEqual([]);
});

test('a problem code has one meaning: the same status wherever it is thrown', () => {
  const statuses = new Map<string, Set<number>>();
  for (const { code, status } of uses) statuses.set(code, (statuses.get(code) ?? new Set()).add(status));
  expect([...statuses].filter(([, all]) => all.size > 1).map(([code, all]) => `${code}: ${[...all]}`)).toEqual([]);
});

test('problem statuses are statuses of failure', () => {
  expect(uses.filter(({ status }) => status < 400 || status > 599)).toEqual([]);
});
