import { type Static, Type } from 'typebox';
import { Id, Instant, Sha256 } from '../../platform/http/page.schema.ts';

const closed = { additionalProperties: false } as const;

export const bundleSchemaId = 'urn:sightglass:schema:report-bundle:1';

/** What a bundle holds: signed as the bytes it is written as. */
export const BundleManifest = Type.Object(
  {
    schema: Type.Literal(bundleSchemaId),
    report: Type.Object(
      {
        id: Id,
        number: Type.String(),
        title: Type.String(),
        status: Type.String(),
        recordingId: Id,
        diagnosisId: Id,
        createdAt: Instant,
        createdBy: Type.String(),
      },
      closed,
    ),
    signedWith: Type.Object(
      { algorithm: Type.Literal('Ed25519'), fingerprint: Type.String({ description: 'SHA-256 of the public key' }) },
      closed,
    ),
    files: Type.Array(
      Type.Object({ name: Type.String({ pattern: '^[\\w.-]{1,120}$' }), sha256: Sha256, bytes: Type.Integer({ minimum: 0 }) }, closed),
      { minItems: 1, maxItems: 20 },
    ),
  },
  { $id: bundleSchemaId, title: 'Manifest of a Sightglass report bundle', ...closed },
);
export type BundleManifest = Static<typeof BundleManifest>;
