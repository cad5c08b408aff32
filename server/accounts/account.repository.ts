import type { Db } from '../platform/database/database.ts';
import { readPage } from '../platform/database/page.ts';
import type { Page, PageRequest } from '../platform/http/page.schema.ts';
import type { User } from './account.schema.ts';
import type { Role } from './role.schema.ts';

interface UserRow {
  id: string;
  user_name: string;
  user_name_key: string;
  display_name: string;
  role: Role;
  password_hash: string;
  is_active: number | boolean;
  created_at: string;
  last_login_at: string | null;
}
interface SessionRow {
  token_sha256: string;
  user_id: string;
  created_at: string;
  expires_at: string;
  idle_until: string;
}
interface SetupTokenRow {
  token_sha256: string;
  created_at: string;
  used_at: string | null;
}

export async function countUsers(db: Db): Promise<number> {
  const row = await db<UserRow>('user_account').count({ n: '*' }).first();
  return Number(row?.n ?? 0);
}

export async function insertUser(db: Db, user: User, passwordHash: string): Promise<void> {
  await db<UserRow>('user_account').insert({
    id: user.id,
    user_name: user.userName,
    user_name_key: user.userName.toLowerCase(),
    display_name: user.displayName,
    role: user.role,
    password_hash: passwordHash,
    is_active: user.isActive,
    created_at: user.createdAt,
    last_login_at: user.lastLoginAt,
  });
}

export async function findLogin(db: Db, userName: string): Promise<{ user: User; passwordHash: string } | undefined> {
  const row = await db<UserRow>('user_account').where({ user_name_key: userName.toLowerCase() }).first();
  return row && { user: toUser(row), passwordHash: row.password_hash };
}

/** User names of active accounts in one of these roles, at most fifty. */
export async function activeUserNames(db: Db, roles: readonly Role[]): Promise<string[]> {
  const rows = await db<UserRow>('user_account').where({ is_active: true }).whereIn('role', roles).orderBy('user_name_key').limit(50);
  return rows.map((row) => row.user_name);
}

export function listUsers(db: Db, request: PageRequest): Promise<Page<User>> {
  return readPage<UserRow, User>(db<UserRow>('user_account'), request, { columns: ['user_name_key'], toItem: toUser });
}

export async function updateLastLogin(db: Db, userId: string, at: string): Promise<void> {
  await db<UserRow>('user_account').where({ id: userId }).update({ last_login_at: at });
}

export async function insertSession(
  db: Db,
  session: { tokenSha256: string; userId: string; createdAt: string; expiresAt: string; idleUntil: string },
): Promise<void> {
  await db<SessionRow>('session').insert({
    token_sha256: session.tokenSha256,
    user_id: session.userId,
    created_at: session.createdAt,
    expires_at: session.expiresAt,
    idle_until: session.idleUntil,
  });
}

export async function findSession(db: Db, tokenSha256: string): Promise<{ user: User; expiresAt: string; idleUntil: string } | undefined> {
  const row = await db<SessionRow>('session')
    .join('user_account', 'user_account.id', 'session.user_id')
    .where('session.token_sha256', tokenSha256)
    .first<(SessionRow & UserRow) | undefined>('user_account.*', 'session.expires_at', 'session.idle_until');
  return row && { user: toUser(row), expiresAt: row.expires_at, idleUntil: row.idle_until };
}

export async function extendSession(db: Db, tokenSha256: string, idleUntil: string): Promise<void> {
  await db<SessionRow>('session').where({ token_sha256: tokenSha256 }).update({ idle_until: idleUntil });
}

export async function deleteSession(db: Db, tokenSha256: string): Promise<void> {
  await db<SessionRow>('session').where({ token_sha256: tokenSha256 }).delete();
}

export async function deleteExpiredSessions(db: Db, now: string): Promise<void> {
  await db<SessionRow>('session').where('expires_at', '<', now).orWhere('idle_until', '<', now).delete();
}

/** Only one set-up link is good at a time: a new one replaces the old. */
export async function replaceSetupToken(db: Db, tokenSha256: string, createdAt: string): Promise<void> {
  await db<SetupTokenRow>('setup_token').whereNull('used_at').delete();
  await db<SetupTokenRow>('setup_token').insert({ token_sha256: tokenSha256, created_at: createdAt, used_at: null });
}

/** Marks the token used. @returns false when there is no such unused token */
export async function spendSetupToken(db: Db, tokenSha256: string, usedAt: string): Promise<boolean> {
  const spent = await db<SetupTokenRow>('setup_token')
    .where({ token_sha256: tokenSha256 })
    .whereNull('used_at')
    .update({ used_at: usedAt });
  return spent === 1;
}

function toUser(row: UserRow): User {
  return {
    id: row.id,
    userName: row.user_name,
    displayName: row.display_name,
    role: row.role,
    isActive: Boolean(row.is_active),
    createdAt: row.created_at,
    lastLoginAt: row.last_login_at,
  };
}
