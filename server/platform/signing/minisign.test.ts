import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { minisignKey, minisignSignature, verifiesMinisign } from './minisign.ts';
import { openSigningKey } from './signing-key.ts';

const folder = mkdtempSync(join(tmpdir(), 'sightglass-minisign-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const key = openSigningKey(folder);
const message = Buffer.from('{ "report": "2026-00007" }\n');
const hasMinisign = spawnSync('minisign', ['-v']).error === undefined;
if (!hasMinisign) console.warn('SKIPPED: minisign itself, because the program is not there');

it('a signature fits its message and its key; a change of any of them, or of a comment, is found', () => {
  const text = minisignSignature(key, message);
  expect(minisignSignature(key, message)).toBe(text);
  expect(verifiesMinisign(key.publicKey, message, text)).toBe(true);
  expect(verifiesMinisign(key.publicKey, Buffer.from('other'), text)).toBe(false);
  for (let at = 0; at < text.length; at++) {
    const other = `${text.slice(0, at)}${text[at] === 'x' ? 'y' : 'x'}${text.slice(at + 1)}`;
    expect([at, verifiesMinisign(key.publicKey, message, other)]).toEqual([at, false]);
  }
  const elsewhere = join(folder, 'elsewhere');
  mkdirSync(elsewhere);
  expect(verifiesMinisign(openSigningKey(elsewhere).publicKey, message, text)).toBe(false);
});

it.skipIf(!hasMinisign)('minisign itself comes to the same verdict', () => {
  writeFileSync(join(folder, 'minisign.pub'), minisignKey(key.publicKey));
  writeFileSync(join(folder, 'manifest.json'), message);
  writeFileSync(join(folder, 'manifest.json.minisig'), minisignSignature(key, message));
  const verify = () => spawnSync('minisign', ['-V', '-p', 'minisign.pub', '-m', 'manifest.json'], { cwd: folder, encoding: 'utf8' });
  expect(verify()).toMatchObject({ status: 0, stdout: expect.stringContaining('Signature and comment signature verified') });
  writeFileSync(join(folder, 'manifest.json'), 'other');
  expect(verify().status).not.toBe(0);
});
