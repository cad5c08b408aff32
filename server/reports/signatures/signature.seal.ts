import type { PublicKey, SigningKey } from '../../platform/signing/signing-key.ts';
import type { Report } from '../report.schema.ts';
import type { Signature } from './signature.schema.ts';

type Sealed = Pick<Report, 'id' | 'number' | 'version'>;
type Unsealed = Omit<Signature, 'seal' | 'keyFingerprint'>;

/** What the seal is over: the signature and the very report it stands on, so that it cannot be cut out and put on another (21 CFR 11.70). */
function sealText({ id, number, version }: Sealed, signature: Unsealed): Uint8Array {
  const { meaning, userId, userName, displayName, signedAt, revision, contentSha256, hasSecondPerson } = signature;
  return new TextEncoder().encode(
    JSON.stringify({
      schema: 'urn:sightglass:schema:report-signature:1',
      ...{ reportId: id, number, version, signatureId: signature.id, meaning, userId, userName, displayName, signedAt },
      ...{ revision, contentSha256, hasSecondPerson },
    }),
  );
}

export function sealed(report: Sealed, signature: Unsealed, key: SigningKey): Signature {
  const seal = Buffer.from(key.sign(sealText(report, signature))).toString('base64');
  return { ...signature, keyFingerprint: key.publicKey.fingerprint, seal };
}

/** Was the signature given on this report, with these words, and sealed by this appliance? */
export function isGenuine(report: Sealed & Pick<Report, 'contentSha256'>, signature: Signature, key: PublicKey): boolean {
  if (signature.contentSha256 !== report.contentSha256) return false;
  return key.verifies(sealText(report, signature), Buffer.from(signature.seal, 'base64'));
}
