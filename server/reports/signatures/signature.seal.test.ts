import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openSigningKey } from '../../platform/signing/signing-key.ts';
import { isGenuine, sealed } from './signature.seal.ts';

const folder = mkdtempSync(join(tmpdir(), 'sightglass-seal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const report = { id: '01a20960-0000-7000-8000-000000000001', number: '2026-00007', version: 1, contentSha256: 'a'.repeat(64) };
const unsealed = {
  ...({ id: '01a20960-0000-7000-8000-00000000000a', meaning: 'approved', userId: '01a20960-0000-7000-8000-00000000000b' } as const),
  ...{ userName: 'ada', displayName: 'Ada', signedAt: '2026-05-04T06:07:08.000Z', revision: 3, contentSha256: 'a'.repeat(64) },
  hasSecondPerson: true,
};

test('a signature holds only on its report, with its words, and by the key of its appliance', () => {
  const key = openSigningKey(folder);
  const signature = sealed(report, unsealed, key);
  expect(isGenuine(report, signature, key.publicKey)).toBe(true);
  for (const other of [
    { ...report, id: '01a20960-0000-7000-8000-000000000002' },
    { ...report, number: '2026-00008' },
    { ...report, version: 2 },
    { ...report, contentSha256: 'b'.repeat(64) },
  ])
    expect(isGenuine(other, signature, key.publicKey)).toBe(false);
  for (const change of [
    { meaning: 'reviewed' as const },
    { userName: 'ben' },
    { displayName: 'Ben' },
    { signedAt: '2026-05-04T06:07:09.000Z' },
    { revision: 4 },
    { hasSecondPerson: false },
    { seal: 'AAAA' },
  ])
    expect(isGenuine(report, { ...signature, ...change }, key.publicKey)).toBe(false);
  expect(isGenuine(report, signature, openSigningKey(mkdtempSync(join(folder, 'other-'))).publicKey)).toBe(false);
});
