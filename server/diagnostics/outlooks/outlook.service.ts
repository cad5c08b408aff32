import { setImmediate } from 'node:timers/promises';
import type { Db } from '../../platform/database/database.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import type { SystemService } from '../../systems/system.service.ts';
import { toHealthLine } from './health-line.ts';
import { listIndicators, readHistory } from './indicator-value.repository.ts';
import type { HealthLine } from './outlook.schema.ts';

/** A weekly recording for three years; a trend compares every pair, and older values describe another plant. */
const mostPoints = 150;

export interface OutlookService {
  /** @throws Problem `system-not-found` */
  getHealth(systemId: string, request: PageRequest): Promise<Page<HealthLine>>;
}

export function createOutlookService({ db, systems }: { db: Db; systems: SystemService }): OutlookService {
  return {
    async getHealth(systemId, request) {
      await systems.getDetail(systemId);
      const { items: indicators, next } = await listIndicators(db, { ...request, systemId });
      const values = await readHistory(db, { systemId, indicators, most: mostPoints });
      const items: HealthLine[] = [];
      for (const indicator of indicators) {
        const own = values.filter((value) => value.indicator === indicator);
        items.push(toHealthLine(own, own[0]?.known ?? own.length));
        // Some ten thousand pairs each: others get their turn in between.
        await setImmediate();
      }
      return next === undefined ? { items } : { items, next };
    },
  };
}
