import { accessSync, constants, statfsSync } from 'node:fs';
import type { Db } from '../platform/database/database.ts';
import type { Ready } from './health.schema.ts';

export interface HealthService {
  ready(): Promise<Ready>;
}

/** Below this the appliance stops calling itself ready: an import could no longer finish. */
const leastFreeBytes = 200 * 1024 ** 2;

export function createHealthService({ db, filesRoot }: { db: Db; filesRoot: string }): HealthService {
  const checks: Record<string, () => Promise<string>> = {
    async database() {
      await db.raw('SELECT 1');
      return 'answers';
    },
    async files() {
      accessSync(filesRoot, constants.W_OK);
      return 'writable';
    },
    async disk() {
      const { bavail, bsize } = statfsSync(filesRoot);
      const free = bavail * bsize;
      if (free < leastFreeBytes) throw new Error(`only ${Math.round(free / 1024 ** 2)} MiB free`);
      return `${Math.round(free / 1024 ** 2)} MiB free`;
    },
  };
  return {
    async ready() {
      const results = await Promise.all(
        Object.entries(checks).map(async ([name, check]) => {
          try {
            return { name, isOk: true, detail: await check() };
          } catch (error) {
            return { name, isOk: false, detail: error instanceof Error ? error.message.slice(0, 200) : 'failed' };
          }
        }),
      );
      return { status: results.every((result) => result.isOk) ? 'ready' : 'not-ready', checks: results };
    },
  };
}
