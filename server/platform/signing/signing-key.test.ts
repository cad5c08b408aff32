import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSigningKey, readPublicKey } from './signing-key.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sightglass-key-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
const message = Buffer.from('p_P 184.2 bar');

it('a data folder has one key, for its owner’s eyes only, and signs the same the same', () => {
  const first = openSigningKey(folder);
  const second = openSigningKey(folder);
  expect(second.publicKey.fingerprint).toBe(first.publicKey.fingerprint);
  expect(first.publicKey.fingerprint).toMatch(/^([0-9a-f]{4} ){15}[0-9a-f]{4}$/);
  expect(second.sign(message)).toEqual(first.sign(message));
  expect(readdirSync(join(folder, 'keys'))).toEqual(['signing-key.pem']);
  expect(statSync(join(folder, 'keys', 'signing-key.pem')).mode & 0o077).toBe(0);
});

it('a signature fits its message and its key, and nothing else', () => {
  const key = openSigningKey(folder);
  const signature = key.sign(message);
  expect(key.publicKey.verifies(message, signature)).toBe(true);
  expect(key.publicKey.verifies(Buffer.from('p_P 284.2 bar'), signature)).toBe(false);
  expect(key.publicKey.verifies(message, signature.subarray(1))).toBe(false);
  const other = mkdtempSync(join(tmpdir(), 'sightglass-key-'));
  expect(openSigningKey(other).publicKey.verifies(message, signature)).toBe(false);
  rmSync(other, { recursive: true, force: true });
});

it.skipIf(!hasOpenssl)('plain openssl checks it with the public key alone', () => {
  const key = openSigningKey(folder);
  const [text, signature, publicKey] = ['message', 'signature', 'public.pem'].map((name) => join(folder, name)) as [string, string, string];
  writeFileSync(text, message);
  writeFileSync(signature, key.sign(message));
  writeFileSync(publicKey, key.publicKey.pem);
  const args = ['pkeyutl', '-verify', '-pubin', '-inkey', publicKey, '-rawin', '-in', text, '-sigfile', signature];
  expect(execFileSync('openssl', args, { encoding: 'utf8' })).toContain('Signature Verified Successfully');
  expect(readPublicKey(readFileSync(publicKey)).fingerprint).toBe(key.publicKey.fingerprint);
});

it('a damaged key is said without being quoted, and never replaced', () => {
  const { publicKey } = openSigningKey(folder);
  const path = join(folder, 'keys', 'signing-key.pem');
  const secret = readFileSync(path, 'utf8');
  writeFileSync(path, secret.replace(/.{20}\n-----END/, 'AAAA\n-----END'));
  expect(() => openSigningKey(folder)).toThrow('cannot be read');
  writeFileSync(path, secret);
  expect(openSigningKey(folder).publicKey.fingerprint).toBe(publicKey.fingerprint);
  expect(() => readPublicKey(secret.slice(0, 40))).toThrow('cannot be read');
});
