import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database/database.ts';
import { Problem } from '../platform/problem.ts';
import { findLogin } from './account.repository.ts';
import type { User } from './account.schema.ts';
import { countRefusals } from './audit.repository.ts';
import type { AuditTrail } from './audit.service.ts';
import type { Passwords } from './password.ts';

/** Who enters the password once more, and for what. */
export interface Reauthentication {
  readonly userName: string;
  readonly password: string;
  /** For the audit trail: what the password is asked for, for example `report.signed`. */
  readonly purpose: string;
  readonly requestId: string | null;
}

export interface ReauthenticationService {
  /**
   * A person who is logged in proves once more to be there (21 CFR 11.200). Wrong passwords are audited and bounded.
   * @throws Problem `password-wrong`, `password-locked`
   */
  confirm(request: Reauthentication): Promise<User>;
}

const mostRefusals = 5;
const windowMs = 15 * 60_000;

export function createReauthenticationService(deps: {
  db: Db;
  now: Clock;
  audit: AuditTrail;
  passwords: Passwords;
}): ReauthenticationService {
  const { db, now, audit, passwords } = deps;
  const turns = new Map<string, Promise<unknown>>();

  /** One attempt of a person after the other: attempts sent at the same moment must not share one count. */
  async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = turns.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    turns.set(key, mine);
    try {
      return await mine;
    } finally {
      if (turns.get(key) === mine) turns.delete(key);
    }
  }

  async function attempt({ userName, password, purpose, requestId }: Reauthentication): Promise<User> {
    const found = await findLogin(db, userName);
    const subject = { subjectType: 'user', subjectId: found?.user.id ?? null } as const;
    const since = new Date(now().getTime() - windowMs).toISOString();
    const refused = found ? await countRefusals(db, { userId: found.user.id, since }) : 0;
    if (refused >= mostRefusals) throw locked();
    const isRight = await passwords.verify(found?.passwordHash, password);
    if (isRight && found?.user.isActive) return found.user;
    await audit.record(db, { actor: { name: userName, requestId }, action: 'password.refused', ...subject, newValue: { purpose } });
    const left = mostRefusals - refused - 1;
    if (left <= 0) throw locked();
    throw new Problem('password-wrong', 403, 'The password is wrong', {
      detail: `Nothing was signed. ${left === 1 ? 'One more attempt is' : `${left} more attempts are`} possible for now.`,
      errors: [{ pointer: '#/password', detail: 'This is not the password of your account.' }],
    });
  }

  return { confirm: (request) => inTurn(request.userName.toLowerCase(), () => attempt(request)) };
}

function locked(): Problem {
  return new Problem('password-locked', 429, 'Too many wrong passwords', {
    detail: 'Nothing was signed. Wait 15 minutes, then sign again; an admin sees the attempts in the audit trail.',
  });
}
