import type { Clock } from '../platform/clock.ts';
import { type Db, isUniqueViolation } from '../platform/database/database.ts';
import type { Page, PageRequest } from '../platform/http/page.schema.ts';
import { newId, newSecret, sha256 } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import { countUsers, findLogin, insertUser, listUsers, replaceSetupToken, spendSetupToken, updateLastLogin } from './account.repository.ts';
import type { NewUser, Setup, User } from './account.schema.ts';
import type { Actor } from './actor.ts';
import type { AuditTrail } from './audit.service.ts';
import type { Passwords } from './password.ts';

export interface AccountService {
  isSetupNeeded(): Promise<boolean>;
  /** A fresh one-time set-up token, or undefined when somebody can already log in. */
  issueSetupToken(): Promise<string | undefined>;
  setup(input: Setup, requestId: string): Promise<User>;
  /** @throws Problem `login-failed`: the same for an unknown user, a wrong password and a deactivated account */
  checkLogin(userName: string, password: string, requestId: string): Promise<User>;
  createUser(input: NewUser, actor: Actor): Promise<User>;
  listUsers(request: PageRequest): Promise<Page<User>>;
}

export function createAccountService({
  db,
  now,
  audit,
  passwords,
}: {
  db: Db;
  now: Clock;
  audit: AuditTrail;
  passwords: Passwords;
}): AccountService {
  async function insert(trx: Db, input: NewUser & { passwordHash: string }, actor: Actor): Promise<User> {
    const user: User = {
      id: newId(),
      userName: input.userName,
      displayName: input.displayName,
      role: input.role,
      isActive: true,
      createdAt: now().toISOString(),
      lastLoginAt: null,
    };
    try {
      await insertUser(trx, user, input.passwordHash);
    } catch (error) {
      if (isUniqueViolation(error))
        throw new Problem('user-name-taken', 409, 'This user name is taken', {
          detail: `"${input.userName}" already has an account. Choose another user name.`,
        });
      throw error;
    }
    await audit.record(trx, { actor, action: 'user.created', subjectType: 'user', subjectId: user.id, newValue: user });
    return user;
  }

  return {
    isSetupNeeded: async () => (await countUsers(db)) === 0,
    async issueSetupToken() {
      if ((await countUsers(db)) > 0) return undefined;
      const token = newSecret();
      await db.transaction((trx) => replaceSetupToken(trx, sha256(token), now().toISOString()));
      return token;
    },
    async setup(input, requestId) {
      const passwordHash = await passwords.hash(input.password);
      return db.transaction(async (trx) => {
        const isGood = (await countUsers(trx)) === 0 && (await spendSetupToken(trx, sha256(input.token), now().toISOString()));
        if (!isGood)
          throw new Problem('setup-token-invalid', 403, 'This set-up link is not valid any more', {
            detail: 'Start Sightglass again: it prints a new link as long as nobody has an account.',
          });
        const admin: NewUser & { passwordHash: string } = {
          userName: input.userName,
          displayName: input.displayName,
          password: '',
          role: 'admin',
          passwordHash,
        };
        return insert(trx, admin, { name: input.userName, requestId });
      });
    },
    async checkLogin(userName, password, requestId) {
      const found = await findLogin(db, userName);
      const isRight = await passwords.verify(found?.passwordHash, password);
      const user = found?.user;
      if (!isRight || !user?.isActive) {
        await audit.record(db, {
          actor: { name: userName, requestId },
          action: 'login.failed',
          subjectType: 'user',
          subjectId: user?.id ?? null,
        });
        throw new Problem('login-failed', 401, 'User name or password is wrong');
      }
      const at = now().toISOString();
      await db.transaction(async (trx) => {
        await updateLastLogin(trx, user.id, at);
        await audit.record(trx, {
          actor: { name: user.userName, requestId },
          action: 'login.succeeded',
          subjectType: 'user',
          subjectId: user.id,
        });
      });
      return { ...user, lastLoginAt: at };
    },
    async createUser(input, actor) {
      const passwordHash = await passwords.hash(input.password);
      return db.transaction((trx) => insert(trx, { ...input, passwordHash }, actor));
    },
    listUsers: (request) => listUsers(db, request),
  };
}
