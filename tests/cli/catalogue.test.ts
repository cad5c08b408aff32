import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogue as product } from '../../server/diagnostics/catalogue/catalogue.ts';
import type { NewCatalogueEntry } from '../../server/diagnostics/catalogue/entries/entry.schema.ts';
import { sightglass } from '../support/command-line.ts';

let folder: string;
let common: string[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sightglass-catalogue-'));
  common = ['--data', join(folder, 'data'), '--json'];
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const catalogue = (...args: string[]) => sightglass(['catalogue', ...args, ...common]);
const read = (file: string): NewCatalogueEntry => JSON.parse(readFileSync(file, 'utf8'));

test('a fault is exported, edited, proposed, approved alone only when that is said, and then in force', async () => {
  const file = join(folder, 'p06.json');
  expect((await catalogue('export', 'P06', file)).exitCode).toBe(0);
  const unsaid = await catalogue('propose', file);
  expect([unsaid.exitCode, unsaid.json().code]).toEqual([1, 'catalogue-file-invalid']);
  const { fault, ...rest } = read(file);
  const [first, ...others] = fault.symptoms;
  const checks = ['suction valve of pit 3', ...fault.checks];
  writeFileSync(file, JSON.stringify({ ...rest, fault: { ...fault, checks, symptoms: [{ ...first, range: [0.2, 0.8] }, ...others] } }));
  const why = ['--source', 'Maintenance log 2026', '--reason', 'the valve was the cause four times'];
  const refused = await catalogue('propose', file, ...why);
  expect([refused.exitCode, refused.json().code]).toEqual([1, 'catalogue-check-failed']);
  expect(refused.json()).toMatchObject({ errors: [{ pointer: '/fault/symptoms/0/range' }] });
  writeFileSync(file, JSON.stringify({ ...rest, fault: { ...fault, checks } }));
  const proposed = (await catalogue('propose', file, ...why)).json();
  expect(proposed).toMatchObject({ faultId: 'P06', version: 1, state: 'proposed', source: 'Maintenance log 2026' });
  const approving = ['approve', String(proposed.id), '--reason', 'agrees with the log'];
  const alone = await catalogue(...approving);
  expect([alone.exitCode, alone.json().code]).toEqual([1, 'second-person-missing']);
  expect((await catalogue(...approving, '--alone')).json()).toMatchObject({ state: 'approved', hasSecondPerson: false, plantVersion: 1 });
  expect((await catalogue('show', 'P06')).json()).toMatchObject({
    origin: 'plant',
    fault: { checks },
    catalogueVersion: `${product.catalogueVersion}+plant.1`,
  });
  const text = await sightglass(['catalogue', 'show', 'P06', ...common.slice(0, 2)]);
  expect(text.stdout).toContain(`the plant’s own, catalogue ${product.catalogueVersion}+plant.1`);
  expect(text.stdout).toContain('  - suction valve of pit 3');
});

test('a proposal is taken back with a reason; every version stays in the list', async () => {
  const file = join(folder, 'p06-again.json');
  await catalogue('export', 'P06', file);
  expect(read(file).source).toBe('Maintenance log 2026');
  const { id } = (await catalogue('propose', file, '--reason', 'one more case')).json();
  expect((await catalogue('withdraw', String(id), '--reason', 'thought again')).json()).toMatchObject({ state: 'withdrawn', version: 2 });
  const { items } = (await catalogue('list', 'P06')).json() as { items: { version: number; state: string }[] };
  expect(items.map(({ version, state }) => [version, state])).toEqual([
    [2, 'withdrawn'],
    [1, 'approved'],
  ]);
  expect((await catalogue('list', '--state', 'proposed')).json()).toEqual({ items: [] });
  const text = await sightglass(['catalogue', 'list', ...common.slice(0, 2)]);
  expect(text.stdout).toMatch(/P06 Cavitation {2}v1 approved {2}Maintenance log 2026 {2}by cli:.*no second person/);
});

test.each([
  ['a file that is no entry', ['propose', '/dev/null'], 1, 'catalogue-file-invalid'],
  ['an unknown fault', ['show', 'P99'], 1, 'fault-not-found'],
  ['no reason', ['withdraw', '00000000-0000-4000-8000-000000000000'], 2, 'usage-wrong'],
  ['an unknown entry', ['reject', '00000000-0000-4000-8000-000000000000', '--reason', 'not wanted'], 1, 'catalogue-entry-not-found'],
  ['an unknown state', ['list', '--state', 'happy'], 2, 'usage-wrong'],
])('%s is refused in words', async (_, args, exitCode, code) => {
  const ended = await catalogue(...args);
  expect([ended.exitCode, ended.json().code]).toEqual([exitCode, code]);
});
