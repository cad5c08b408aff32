import { type Static, Type } from 'typebox';
import type { Endpoint } from '../platform/http/endpoint.schema.ts';
import { Id, Instant, Name, PageQuery, pageOf, pageQuery } from '../platform/http/page.schema.ts';
import { Role } from './role.schema.ts';

const UserName = Type.String({ minLength: 2, maxLength: 64, pattern: '^[A-Za-z0-9._@-]+$', description: 'letters, digits, . _ @ -' });
/** Length first (ASVS 5.0 6.2.1): no composition rules, paste allowed. */
const NewPassword = Type.String({ minLength: 12, maxLength: 256 });

export const User = Type.Object(
  {
    id: Id,
    userName: UserName,
    displayName: Name,
    role: Role,
    isActive: Type.Boolean(),
    createdAt: Instant,
    lastLoginAt: Type.Union([Instant, Type.Null()]),
  },
  { $id: 'User', additionalProperties: false },
);
export type User = Static<typeof User>;

export const NewUser = Type.Object(
  { userName: UserName, displayName: Name, role: Role, password: NewPassword },
  { $id: 'NewUser', additionalProperties: false },
);
export type NewUser = Static<typeof NewUser>;

/** Who is asking, and what they may do. */
export const Session = Type.Object(
  { user: User, permissions: Type.Array(Type.String()), expiresAt: Instant },
  { $id: 'Session', additionalProperties: false },
);
export type Session = Static<typeof Session>;

const Login = Type.Object(
  { userName: Type.String({ maxLength: 64 }), password: Type.String({ maxLength: 256 }) },
  { additionalProperties: false },
);
const SetupState = Type.Object({ isNeeded: Type.Boolean() }, { additionalProperties: false });
const Setup = Type.Object(
  { token: Type.String({ minLength: 20, maxLength: 100 }), userName: UserName, displayName: Name, password: NewPassword },
  { additionalProperties: false },
);
export type Setup = Static<typeof Setup>;

export const AuditEvent = Type.Object(
  {
    id: Id,
    at: Instant,
    actor: Type.String({ description: 'user name, or cli:<os user>, or system' }),
    action: Type.String({ description: 'for example system.created' }),
    subjectType: Type.String(),
    subjectId: Type.Union([Type.String(), Type.Null()]),
    oldValue: Type.Unknown(),
    newValue: Type.Unknown(),
    requestId: Type.Union([Type.String(), Type.Null()]),
  },
  { $id: 'AuditEvent', additionalProperties: false },
);
export type AuditEvent = Static<typeof AuditEvent>;

const Nothing = Type.Null({ description: 'no content' });

export const accountApi = {
  getSetup: {
    method: 'GET',
    url: '/api/v1/setup',
    permission: 'public',
    schema: {
      operationId: 'getSetup',
      summary: 'Does this appliance still need its first admin?',
      tags: ['accounts'],
      response: { 200: SetupState },
    },
  },
  setup: {
    method: 'POST',
    url: '/api/v1/setup',
    permission: 'public',
    schema: {
      operationId: 'setup',
      summary: 'Create the first admin with the one-time set-up token',
      tags: ['accounts'],
      body: Setup,
      response: { 201: Session },
    },
  },
  login: {
    method: 'POST',
    url: '/api/v1/session',
    permission: 'public',
    schema: {
      operationId: 'login',
      summary: 'Log in; sets the session cookie',
      tags: ['accounts'],
      body: Login,
      response: { 200: Session },
    },
  },
  getSession: {
    method: 'GET',
    url: '/api/v1/session',
    permission: 'session',
    schema: { operationId: 'getSession', summary: 'Who am I, and what may I do?', tags: ['accounts'], response: { 200: Session } },
  },
  logout: {
    method: 'DELETE',
    url: '/api/v1/session',
    permission: 'session',
    schema: { operationId: 'logout', summary: 'End this session', tags: ['accounts'], response: { 204: Nothing } },
  },
  listUsers: {
    method: 'GET',
    url: '/api/v1/users',
    permission: 'users:read',
    schema: {
      operationId: 'listUsers',
      summary: 'People with an account',
      tags: ['accounts'],
      querystring: PageQuery,
      response: { 200: pageOf(User) },
    },
  },
  createUser: {
    method: 'POST',
    url: '/api/v1/users',
    permission: 'users:write',
    schema: { operationId: 'createUser', summary: 'Add a person', tags: ['accounts'], body: NewUser, response: { 201: User } },
  },
  listAudit: {
    method: 'GET',
    url: '/api/v1/audit-events',
    permission: 'audit:read',
    schema: {
      operationId: 'listAuditEvents',
      summary: 'Who changed what, newest first',
      tags: ['accounts'],
      querystring: pageQuery({ subjectId: Type.Optional(Type.String({ maxLength: 64 })) }),
      response: { 200: pageOf(AuditEvent) },
    },
  },
} as const satisfies Record<string, Endpoint>;
