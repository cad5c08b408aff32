import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign, verify } from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, syncFolder, writeFileDurably } from '../files/durable.ts';
import { Problem } from '../problem.ts';

/** What this appliance signs with (Ed25519). The private half never leaves the data folder and is in no answer, log or export. */
export interface SigningKey {
  readonly publicKey: PublicKey;
  /** 64 bytes; the same message gives the same signature. */
  sign(message: Uint8Array): Uint8Array;
}

export interface PublicKey {
  /** SubjectPublicKeyInfo, as openssl reads it. */
  readonly pem: string;
  /** SHA-256 of the DER form, in groups of four: for people who compare. */
  readonly fingerprint: string;
  verifies(message: Uint8Array, signature: Uint8Array): boolean;
}

/**
 * The key of a data folder; made when there is none yet. Of two processes that make one at the same moment, both get the first.
 * @throws Problem `signing-key-damaged`
 */
export function openSigningKey(dataDir: string): SigningKey {
  const folder = join(dataDir, 'keys');
  const path = join(folder, 'signing-key.pem');
  if (!existsSync(path)) makeKey(folder, path);
  const key = readKey(path);
  return { publicKey: describePublicKey(createPublicKey(key)), sign: (message) => sign(null, message, key) };
}

/** @throws Problem `signing-key-damaged` when the text is no Ed25519 public key */
export function readPublicKey(pem: string | Buffer): PublicKey {
  try {
    const key = createPublicKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return describePublicKey(key);
  } catch {
    // Said below.
  }
  throw damaged('The text is no Ed25519 public key in PEM form.');
}

function makeKey(folder: string, path: string): void {
  makeFolder(folder);
  const { privateKey } = generateKeyPairSync('ed25519');
  const own = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    writeFileDurably(own, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    linkSync(own, path);
    syncFolder(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

function readKey(path: string): KeyObject {
  try {
    const key = createPrivateKey(readFileSync(path));
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below: the reason could quote the key.
  }
  throw damaged(`${path} is not as it was written. Take it back from a backup; what was signed before can still be checked.`);
}

function describePublicKey(key: KeyObject): PublicKey {
  const hash = createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
  return {
    pem: key.export({ type: 'spki', format: 'pem' }).toString(),
    fingerprint: (hash.match(/.{4}/g) ?? []).join(' '),
    verifies: (message, signature) => signature.length === 64 && verify(null, message, key, signature),
  };
}

function damaged(detail: string): Problem {
  return new Problem('signing-key-damaged', 500, 'The key for signatures cannot be read', { detail });
}
