import type { Actor } from '../../accounts/actor.ts';
import type { AuditTrail } from '../../accounts/audit.service.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/database/database.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import { Problem } from '../../platform/problem.ts';
import type { SystemService } from '../../systems/system.service.ts';
import { listGaps, nextNumbers } from '../numbers/number.repository.ts';
import { assertPattern, defaultPattern, scopeOf } from '../numbers/number-pattern.ts';
import { findSettings, replaceSettings, type StoredSettings } from './report-setting.repository.ts';
import type { NumberGap, ReportSettings, ReportSettingsChange } from './report-setting.schema.ts';

export interface ReportSettingService {
  /** @param pattern shown in the preview instead of the one in force @throws Problem `number-pattern-invalid` */
  get(pattern?: string): Promise<ReportSettings>;
  /** @throws Problem `number-pattern-invalid`, `settings-changed` */
  change(input: ReportSettingsChange, actor: Actor): Promise<ReportSettings>;
  listGaps(request: PageRequest): Promise<Page<NumberGap>>;
}

const delivered: StoredSettings = {
  requiresSecondPerson: true,
  numberPattern: defaultPattern,
  version: 0,
  updatedAt: null,
  updatedBy: null,
};

/** What holds now; as delivered until an admin changed it. */
export async function settingsInForce(db: Db): Promise<StoredSettings> {
  return (await findSettings(db)) ?? delivered;
}

export function createReportSettingService(deps: { db: Db; now: Clock; audit: AuditTrail; systems: SystemService }): ReportSettingService {
  const { db, now, audit, systems } = deps;

  async function previewed(settings: StoredSettings, pattern: string): Promise<ReportSettings> {
    assertPattern(pattern);
    const [site] = (await systems.listSites({ limit: 1 })).items;
    const scope = scopeOf(pattern, { year: now().getUTCFullYear(), siteName: site?.name ?? 'Site' });
    return { ...settings, preview: await nextNumbers(db, scope, 3) };
  }

  return {
    async get(pattern) {
      const settings = await settingsInForce(db);
      return previewed(settings, pattern ?? settings.numberPattern);
    },
    async change({ version, ...choices }, actor) {
      assertPattern(choices.numberPattern);
      const after = await db.transaction(async (trx) => {
        const before = await settingsInForce(trx);
        const changed = { ...choices, version: version + 1, updatedAt: now().toISOString(), updatedBy: actor.name };
        if (before.version !== version || !(await replaceSettings(trx, version, changed))) throw settingsChanged(before);
        const subject = { subjectType: 'report-settings', subjectId: 'reports' };
        await audit.record(trx, { actor, action: 'report-settings.changed', ...subject, oldValue: before, newValue: changed });
        return changed;
      });
      return previewed(after, after.numberPattern);
    },
    listGaps: (request) => listGaps(db, request),
  };
}

function settingsChanged({ updatedBy }: StoredSettings): Problem {
  return new Problem('settings-changed', 409, 'Somebody else has changed the settings meanwhile', {
    detail: `${updatedBy ?? 'Somebody'} was faster. Look at what holds now, then change it again.`,
  });
}
