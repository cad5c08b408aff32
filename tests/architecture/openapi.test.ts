import type {} from '@fastify/swagger';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { permissionsOfRole, type Role } from '../../server/accounts/role.schema.ts';
import { type TestApp, testApp } from '../support/test-app.ts';

interface Schema {
  $ref?: string;
  type?: string;
  properties?: Record<string, Schema>;
  maximum?: number;
  [key: string]: unknown;
}
interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema: Schema;
}
interface Operation {
  operationId?: string;
  summary?: string;
  tags?: string[];
  parameters?: Parameter[];
  requestBody?: unknown;
  security?: unknown;
  responses: Record<string, { description?: string; content?: Record<string, { schema: Schema }> }>;
  'x-permission'?: string;
}
interface Named {
  /** `GET /api/v1/jobs/{id}` */
  name: string;
  method: string;
  path: string;
  operation: Operation;
}

let app: TestApp;
let document: Record<string, unknown> & { paths: Record<string, Record<string, Operation>>; info: Record<string, string> };
let operations: Named[];

beforeAll(async () => {
  app = await testApp();
  document = app.http.swagger() as unknown as typeof document;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, method, path, operation })),
  );
});
afterAll(() => app.close());

const offenders = (isWrong: (named: Named) => boolean) => operations.filter(isWrong).map(({ name }) => name);
const roles = Object.keys(permissionsOfRole) as Role[];
const granted = new Set<string>(Object.values(permissionsOfRole).flat());

describe('the OpenAPI document', () => {
  test('is version 3.1 and describes the product', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.info).toMatchObject({ title: 'Sightglass', version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
    expect(operations.length).toBeGreaterThan(20);
  });

  test('every reference leads somewhere', () => {
    const text = JSON.stringify(document);
    const lost = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].filter(([, pointer]) => {
      const steps = (pointer as string).split('/').map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
      return steps.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], document) === undefined;
    });
    expect(lost.map(([whole]) => whole)).toEqual([]);
  });

  test('every word in braces is a declared path parameter, and the other way round', () => {
    const wrong = offenders(({ path, operation }) => {
      const written = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
      const declared = (operation.parameters ?? []).filter((p) => p.in === 'path').map((p) => p.name);
      return JSON.stringify(written) !== JSON.stringify(declared.sort());
    });
    expect(wrong).toEqual([]);
  });

  test('every address is versioned, but for health', () => {
    expect(offenders(({ path }) => !/^\/api\/v1\/[a-z-]+/.test(path) && !/^\/health\/[a-z]+$/.test(path))).toEqual([]);
  });
});

describe('every operation', () => {
  test('has a name of its own', () => {
    expect(offenders(({ operation }) => !/^[a-z][A-Za-z]+$/.test(operation.operationId ?? ''))).toEqual([]);
    const names = operations.map(({ operation }) => operation.operationId);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  test('says in a sentence what it does, and where it belongs', () => {
    expect(offenders(({ operation }) => (operation.summary ?? '').length < 10)).toEqual([]);
    expect(offenders(({ operation }) => operation.tags?.length !== 1)).toEqual([]);
  });

  test('describes what it answers', () => {
    expect(offenders(({ operation }) => !Object.keys(operation.responses).some((status) => status.startsWith('2')))).toEqual([]);
  });

  test('needs a permission that somebody has', () => {
    const known = (permission: string | undefined) => permission === 'public' || permission === 'session' || granted.has(permission ?? '');
    expect(offenders(({ operation }) => !known(operation['x-permission']))).toEqual([]);
  });

  test('says that it needs a session, unless it is public', () => {
    expect(offenders(({ operation }) => (operation['x-permission'] === 'public') === (operation.security !== undefined))).toEqual([]);
  });

  test('that changes something is not for everybody, but for login and set-up', () => {
    const open = operations.filter(({ method, operation }) => method !== 'get' && operation['x-permission'] === 'public');
    expect(open.map(({ operation }) => operation.operationId).sort()).toEqual(['login', 'setup']);
  });
});

describe('every list', () => {
  const answer = ({ operation }: Named): Schema | undefined => operation.responses['200']?.content?.['application/json']?.schema;
  const isList = (named: Named) =>
    /^list[A-Z]/.test(named.operation.operationId ?? '') || (named.method === 'get' && answer(named)?.properties?.items !== undefined);

  test('is paged by limit and cursor, and names the next page', () => {
    expect(operations.filter(isList).length).toBeGreaterThan(5);
    const wrong = offenders((named) => {
      if (!isList(named)) return false;
      const parameter = (name: string) => named.operation.parameters?.find((p) => p.in === 'query' && p.name === name);
      const limit = parameter('limit');
      const properties = answer(named)?.properties ?? {};
      return !(limit && (limit.schema.maximum ?? Infinity) <= 500 && parameter('cursor') && properties.items && properties.next);
    });
    expect(wrong).toEqual([]);
  });
});

/** An address with something in every pair of braces that nothing has. */
const filled = (path: string) => path.replaceAll(/\{\w+\}/g, '0190a000-0000-7000-8000-000000000000');

/** Logging out ends the session that the other questions need. */
const logoutLast = (a: Named, b: Named) => Number(a.operation.operationId === 'logout') - Number(b.operation.operationId === 'logout');

describe('roles', () => {
  const holders = (permission: string) => roles.filter((role) => (permissionsOfRole[role] as readonly string[]).includes(permission));

  test('keep duties apart: who measures and writes does not approve, who approves changes no measurement', () => {
    expect(holders('reports:approve')).toEqual(['approver', 'admin']);
    expect(holders('reports:write')).toEqual(['engineer', 'admin']);
    expect(holders('recordings:import')).toEqual(['technician', 'engineer', 'admin']);
    expect(holders('systems:write')).toEqual(['engineer', 'admin']);
    for (const permission of ['users:read', 'users:write', 'audit:read']) expect(holders(permission)).toEqual(['admin']);
  });

  test('a viewer only reads', () => {
    expect(permissionsOfRole.viewer.filter((permission) => !permission.endsWith(':read'))).toEqual([]);
  });
});

describe('permissions', () => {
  test.each(['public', ...roles] as const)('%s may do exactly what its role grants', async (role) => {
    const wrong = [];
    for (const { name, method, path, operation } of [...operations].sort(logoutLast)) {
      const permission = operation['x-permission'] as string;
      const body = method === 'get' || method === 'delete' ? {} : { payload: {} };
      const reply = await app.as(role, { method: method.toUpperCase() as 'GET', url: filled(path), ...body });
      const code = reply.headers['content-type']?.toString().includes('problem') ? reply.json().code : undefined;
      const got = code === 'login-required' ? 'login' : code === 'permission-denied' ? 'denied' : 'allowed';
      const mayIt = role !== 'public' && (permission === 'session' || (permissionsOfRole[role] as readonly string[]).includes(permission));
      const due = permission === 'public' || mayIt ? 'allowed' : role === 'public' ? 'login' : 'denied';
      if (got !== due) wrong.push(`${role} ${name} (${permission}): ${got}, not ${due}`);
      if (got !== 'allowed' && reply.statusCode !== (got === 'login' ? 401 : 403)) wrong.push(`${role} ${name}: ${reply.statusCode}`);
      if (reply.statusCode >= 500 && operation.operationId !== 'ready') wrong.push(`${role} ${name}: ${reply.statusCode}`);
    }
    expect(wrong).toEqual([]);
  });

  test('a session cookie that nobody was given is no session', async () => {
    for (const cookie of ['sightglass_session=', 'sightglass_session=x', `sightglass_session=${'A'.repeat(43)}`, 'sightglass_session=null'])
      expect((await app.as('public', { url: '/api/v1/session', headers: { cookie } })).json()).toMatchObject({ code: 'login-required' });
  });
});
