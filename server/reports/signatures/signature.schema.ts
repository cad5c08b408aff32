import { type Static, Type } from 'typebox';
import { Id, Instant, Sha256, words } from '../../platform/http/page.schema.ts';

const closed = { additionalProperties: false } as const;

/** What a signature says: the author hands the report to review, somebody has reviewed it, somebody issues it. */
export const meanings = ['prepared', 'reviewed', 'approved'] as const;
export const Meaning = words(meanings);
export type Meaning = Static<typeof Meaning>;

/** Who signed what, when and as what (21 CFR 11.50), sealed by the appliance so that it cannot be moved to another report (11.70). */
export const Signature = Type.Object(
  {
    id: Id,
    meaning: Meaning,
    userId: Id,
    userName: Type.String(),
    displayName: Type.String(),
    signedAt: Instant,
    revision: Type.Integer(),
    contentSha256: Type.String({ ...Sha256, description: 'of the document that was signed' }),
    hasSecondPerson: Type.Boolean({ description: 'approved: by somebody else than the author' }),
    keyFingerprint: Type.String({ description: 'of the key of the appliance that sealed it' }),
    seal: Type.String({ description: 'Ed25519 over the canonical text of the signature, base64' }),
  },
  { $id: 'ReportSignature', ...closed },
);
export type Signature = Static<typeof Signature>;
