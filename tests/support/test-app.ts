import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { createPasswords } from '../../server/accounts/password.ts';
import type { Role } from '../../server/accounts/role.schema.ts';
import { type Appliance, openAppliance } from '../../server/app.ts';
import type { DatabaseConfig, ListenConfig, ScanConfig } from '../../server/platform/config/config.ts';
import { isOnPostgres, postgresDatabase } from './postgres-database.ts';

export interface TestApp {
  readonly appliance: Appliance;
  readonly http: FastifyInstance;
  readonly dataDir: string;
  /** Calls the API as a person with this role (made on first use); `public` sends no session. */
  as(
    role: Role | 'public',
    request: {
      method?: 'GET' | 'POST' | 'DELETE' | 'PUT' | 'PATCH' | 'HEAD' | 'OPTIONS';
      url: string;
      payload?: object | string;
      headers?: Record<string, string>;
    },
  ): Promise<LightMyRequestResponse>;
  /** For a test that lets days go by: everybody logs in again. */
  forgetSessions(): void;
  close(): Promise<void>;
}

/** Argon2 as it should be takes a seventh of a second for every login of every role of every test. */
const cheapPasswords = createPasswords({ memoryCost: 1024, timeCost: 1, parallelism: 1 });

export const testPassword = 'correct horse battery staple';

/**
 * The whole product on a fresh data folder and a real database: SQLite by default, PostgreSQL (a database of its own)
 * when SIGHTGLASS_TEST_DATABASE=postgres. Jobs run in real worker processes once `appliance.runner.start()` was called.
 */
export async function testApp(
  options: { now?: () => Date; maxUploadBytes?: number; scan?: ScanConfig; listen?: ListenConfig } = {},
): Promise<TestApp> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sightglass-test-'));
  const postgres = isOnPostgres() ? await postgresDatabase() : undefined;
  const database: DatabaseConfig = postgres === undefined ? { kind: 'sqlite' } : postgres.target;
  const appliance = await openAppliance({
    config: {
      dataDir,
      database,
      listen: options.listen ?? { kind: 'tcp', host: '127.0.0.1', port: 0 },
      logLevel: 'warn',
      maxUploadBytes: options.maxUploadBytes ?? 64 * 1024 ** 2,
      scan: options.scan ?? { scanner: null, isRequired: false },
    },
    role: 'server',
    passwords: cheapPasswords,
    ...(options.now ? { now: options.now } : {}),
  });
  const http = await appliance.buildHttp();
  await http.ready();
  const knock: Record<string, string> = options.listen?.kind === 'socket' ? { 'x-sightglass-secret': options.listen.secret } : {};
  const cookies = new Map<Role, string>();
  const made = new Set<Role>();

  async function cookieOf(role: Role): Promise<string> {
    const known = cookies.get(role);
    if (known) return known;
    if (!made.has(role)) {
      await appliance.accounts.createUser(
        { userName: `test-${role}`, displayName: role, role, password: testPassword },
        { name: 'test', requestId: null },
      );
      made.add(role);
    }
    const reply = await http.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers: { 'x-sightglass': '1', host: '127.0.0.1', ...knock },
      payload: { userName: `test-${role}`, password: testPassword },
    });
    const cookie = `sightglass_session=${reply.cookies[0]?.value}`;
    cookies.set(role, cookie);
    return cookie;
  }

  return {
    appliance,
    http,
    dataDir,
    async as(role, { method = 'GET', url, payload, headers }) {
      const cookie = role === 'public' ? {} : { cookie: await cookieOf(role) };
      return http.inject({
        method,
        url,
        headers: { host: '127.0.0.1', 'x-sightglass': '1', ...knock, ...cookie, ...headers },
        ...(payload === undefined ? {} : { payload }),
      });
    },
    forgetSessions: () => cookies.clear(),
    async close() {
      await http.close();
      await appliance.close();
      await postgres?.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
