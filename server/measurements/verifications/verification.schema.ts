import { type Static, Type } from 'typebox';
import type { Endpoint } from '../../platform/http/endpoint.schema.ts';
import { Id, orNull, words } from '../../platform/http/page.schema.ts';
import { Job } from '../../platform/jobs/job.schema.ts';

/** What of a stored file is not as it was written. */
export const Damage = Type.Object(
  {
    file: words(['series', 'raw', 'rejected-rows']),
    sha256: Type.String({ description: 'what the file should hash to; its name in the content store' }),
    name: orNull(Type.String({ description: 'of a raw file' })),
    recordingId: orNull(Id),
    recordingName: orNull(Type.String()),
    part: words(['missing', 'content', 'header', 'directory', 'end', 'samples', 'times', 'pyramid', 'windows', 'unclaimed-bytes']),
    channel: orNull(Type.String({ description: 'null: all of them' })),
    fromMs: orNull(Type.Number({ description: 'ms since the start of the recording; null: all of it' })),
    toMs: orNull(Type.Number()),
  },
  { $id: 'Damage', additionalProperties: false },
);
export type Damage = Static<typeof Damage>;

/** What a verification job answers with as its `result`. */
export interface VerificationResult {
  readonly recordings: number;
  readonly files: number;
  readonly bytes: number;
  /** All of them; `damages` names at most 500. */
  readonly damageCount: number;
  readonly damages: readonly Damage[];
}

export const NewVerification = Type.Object(
  { recordingId: Type.Optional({ ...Id, description: 'absent: every stored file' }) },
  { $id: 'NewVerification', additionalProperties: false },
);
export type NewVerification = Static<typeof NewVerification>;

export const verificationKind = 'verification';

export const verificationApi = {
  start: {
    method: 'POST',
    url: '/api/v1/verifications',
    permission: 'operations:verify',
    schema: {
      operationId: 'startVerification',
      summary: 'Read every stored byte again; the job’s result names recording, channel and time range of each damage',
      tags: ['measurements'],
      body: NewVerification,
      response: { 202: Job },
    },
  },
} as const satisfies Record<string, Endpoint>;
