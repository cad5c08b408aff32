import { createHash, createPublicKey } from 'node:crypto';
import type { PublicKey, SigningKey } from './signing-key.ts';

/**
 * The same key and signature in the words of minisign (https://jedisct1.github.io/minisign/), for whoever has that program and no OpenSSL.
 * Algorithm `Ed`: Ed25519 of the file itself, so that its 64 bytes are those of the plain signature.
 */
const algorithm = 'Ed';
const trusted = 'file:manifest.json';

export function minisignKey(key: PublicKey): string {
  const body = Buffer.concat([Buffer.from(algorithm), keyId(key), rawKey(key)]);
  return `untrusted comment: minisign public key of this appliance\n${body.toString('base64')}\n`;
}

export function minisignSignature(key: SigningKey, message: Uint8Array): string {
  const signature = key.sign(message);
  // The comment is signed, too, behind the signature.
  const both = key.sign(Buffer.concat([signature, Buffer.from(trusted)]));
  return written(key.publicKey, signature, both);
}

/** Whether the text is a signature of this message by this key, as `minisignSignature` writes it. */
export function verifiesMinisign(key: PublicKey, message: Uint8Array, text: string): boolean {
  const lines = text.split('\n');
  const signature = Buffer.from(lines[1] ?? '', 'base64').subarray(10);
  const both = Buffer.from(lines[3] ?? '', 'base64');
  if (text !== written(key, signature, both)) return false;
  return key.verifies(message, signature) && key.verifies(Buffer.concat([signature, Buffer.from(trusted)]), both);
}

function written(key: PublicKey, signature: Uint8Array, both: Uint8Array): string {
  const body = Buffer.concat([Buffer.from(algorithm), keyId(key), signature]).toString('base64');
  return `untrusted comment: signature by the key of this appliance\n${body}\ntrusted comment: ${trusted}\n${Buffer.from(both).toString('base64')}\n`;
}

function keyId(key: PublicKey): Buffer {
  return createHash('sha256').update(rawKey(key)).digest().subarray(0, 8);
}

/** The 32 bytes at the end of the DER form (RFC 8410). */
function rawKey(key: PublicKey): Buffer {
  return createPublicKey(key.pem).export({ type: 'spki', format: 'der' }).subarray(-32);
}
