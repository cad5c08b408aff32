import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database/database.ts';
import { newSecret, sha256 } from '../platform/ids.ts';
import { deleteExpiredSessions, deleteSession, extendSession, findSession, insertSession } from './account.repository.ts';
import type { Session, User } from './account.schema.ts';
import { permissionsOfRole } from './role.schema.ts';

export interface SessionService {
  /** Opens a session. The token goes into the cookie and nowhere else; only its hash is stored. */
  open(user: User): Promise<{ token: string; session: Session }>;
  /** The session of a token, or undefined when it is unknown, expired, idle too long, or its user is deactivated. */
  find(token: string): Promise<Session | undefined>;
  close(token: string): Promise<void>;
}

const absoluteMs = 12 * 3600_000;
const idleMs = 60 * 60_000;
/** Writing the idle time on every request would cost a disk sync each; once a minute is exact enough. */
const extendAfterMs = 60_000;

export function createSessionService({ db, now }: { db: Db; now: Clock }): SessionService {
  const at = (ms: number) => new Date(now().getTime() + ms).toISOString();
  const toSession = (user: User, expiresAt: string): Session => ({ user, permissions: [...permissionsOfRole[user.role]], expiresAt });

  return {
    async open(user) {
      const token = newSecret();
      const expiresAt = at(absoluteMs);
      await db.transaction(async (trx) => {
        await deleteExpiredSessions(trx, at(0));
        await insertSession(trx, { tokenSha256: sha256(token), userId: user.id, createdAt: at(0), expiresAt, idleUntil: at(idleMs) });
      });
      return { token, session: toSession(user, expiresAt) };
    },
    async find(token) {
      const key = sha256(token);
      const found = await findSession(db, key);
      if (!found?.user.isActive || found.expiresAt < at(0) || found.idleUntil < at(0)) return undefined;
      if (found.idleUntil < at(idleMs - extendAfterMs)) await extendSession(db, key, at(idleMs));
      return toSession(found.user, found.expiresAt);
    },
    close: (token) => deleteSession(db, sha256(token)),
  };
}
