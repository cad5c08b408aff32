import type { ReauthenticationService } from '../../accounts/reauthentication.service.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids.ts';
import { Problem } from '../../platform/problem.ts';
import type { SigningKey } from '../../platform/signing/signing-key.ts';
import { notFrozen } from '../renderings/rendering.store.ts';
import type { Report } from '../report.schema.ts';
import { settingsInForce } from '../settings/report-setting.service.ts';
import { assertMay, assertOther, assertSeen, isAuthor, permissionOf } from '../statuses/status.rules.ts';
import type { SignOrder } from '../statuses/status.schema.ts';
import type { Meaning, Signature } from './signature.schema.ts';
import { isGenuine, sealed } from './signature.seal.ts';

/** Who wants to sign: proven by the password in the order. */
export interface Signer {
  readonly userName: string;
  readonly requestId: string | null;
}

export interface SigningService {
  /**
   * A signature on the report as it was found, not stored yet.
   * @throws Problem `report-changed`, `author-signs`, `password-wrong`, `password-locked`, `permission-denied`, `signature-not-genuine`
   */
  sign(report: Report, meaning: Meaning, by: { order: SignOrder; signer: Signer }): Promise<Signature>;
}

export function createSigningService(deps: {
  db: Db;
  now: Clock;
  reauthentication: ReauthenticationService;
  signingKey(): SigningKey;
}): SigningService {
  const { db, now, reauthentication, signingKey } = deps;
  return {
    async sign(report, meaning, { order, signer }) {
      assertSeen(report, order);
      assertWritten(report);
      assertGenuine(report, signingKey());
      const { requiresSecondPerson } = await settingsInForce(db);
      if (meaning !== 'prepared' && requiresSecondPerson)
        assertOther(report, signer.userName, meaning === 'approved' ? 'approve' : 'review');
      const { userName, requestId } = signer;
      const user = await reauthentication.confirm({ userName, password: order.password, purpose: `report.${meaning}`, requestId });
      assertMay(user, permissionOf[meaning]);
      const unsealed = {
        ...{ id: newId(), meaning, userId: user.id, userName: user.userName, displayName: user.displayName },
        ...{ signedAt: now().toISOString(), revision: report.revision, contentSha256: order.contentSha256 },
        hasSecondPerson: meaning === 'prepared' || !isAuthor(report, user.userName),
      };
      return sealed(report, unsealed, signingKey());
    },
  };
}

/** @throws Problem `report-not-frozen`, `report-being-written`: nobody signs what nobody can read */
function assertWritten(report: Report): void {
  if (report.contentSha256 === null || report.inputSha256 === null) throw notFrozen(report);
  if (report.files.length < report.formats.length) throw beingWritten(report);
}

export function beingWritten({ id }: Report): Problem {
  return new Problem('report-being-written', 409, 'The files of this report are being written', {
    detail:
      'Its status or text has just changed. Try again in a moment; if it stays like this, write the files again on the page of the report.',
    extra: { reportId: id },
  });
}

/** Nothing is put beside a signature that was not given on this report. @throws Problem `signature-not-genuine` */
export function assertGenuine(report: Report, key: SigningKey): void {
  const forged = report.signatures.find((signature) => !isGenuine(report, signature, key.publicKey));
  if (!forged) return;
  throw new Problem('signature-not-genuine', 409, 'A signature on this report is not genuine', {
    detail: `The signature of ${forged.displayName} was not given on this content by this appliance. Send the report back, and tell an admin.`,
    extra: { signatureId: forged.id },
  });
}
