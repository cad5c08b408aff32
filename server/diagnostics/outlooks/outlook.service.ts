import { setImmediate } from 'node:timers/promises';
import type { Db } from '../../platform/database/database.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import { Problem } from '../../platform/problem.ts';
import type { SystemService } from '../../systems/system.service.ts';
import { findEvaluation } from '../evaluations/evaluation.repository.ts';
import { usual } from '../verdict.ts';
import { gradedComponents, readGrades } from './component-grade.repository.ts';
import type { ComponentHealth, DiagnosisGrades } from './component-grade.schema.ts';
import { gradesOf } from './component-grade.ts';
import { toComponentHealth } from './component-health.ts';
import { toHealthLine } from './health-line.ts';
import { listIndicators, readHistory } from './indicator-value.repository.ts';
import type { HealthLine } from './outlook.schema.ts';

/** A weekly recording for three years; a trend compares every pair, and older values describe another plant. */
const mostPoints = 150;

export interface OutlookService {
  /** @throws Problem `system-not-found` */
  getHealth(systemId: string, request: PageRequest): Promise<Page<HealthLine>>;
  /** Every registered component and every other that a recording tells of. @throws Problem `system-not-found` */
  listComponents(systemId: string, request: PageRequest): Promise<Page<ComponentHealth>>;
  /** By any diagnosis, earlier ones too. @throws Problem `diagnosis-not-found` */
  gradesOf(diagnosisId: string): Promise<DiagnosisGrades>;
}

export function createOutlookService({ db, systems }: { db: Db; systems: SystemService }): OutlookService {
  return {
    async gradesOf(diagnosisId) {
      const found = await findEvaluation(db, diagnosisId);
      if (!found)
        throw new Problem('diagnosis-not-found', 404, 'There is no such diagnosis', { detail: 'List the diagnoses of the recording.' });
      return { diagnosisId, grades: gradesOf(found.diagnosis.result).map(({ component, grade }) => ({ component, grade })) };
    },
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
    async listComponents(systemId, { limit = 50, cursor = '' }) {
      const { components } = await systems.getDetail(systemId);
      const named = Map.groupBy(components, ({ kind }) => kind as string);
      const graded = await gradedComponents(db, systemId);
      // Of what nobody registered: what was judged, and what every system has. The rest may not be there at all.
      const isShown = ({ component, isJudged }: (typeof graded)[number]) => isJudged || (named.size === 0 && usual.includes(component));
      const all = [...new Set([...named.keys(), ...graded.filter(isShown).map(({ component }) => component)])].sort();
      const kinds = all.filter((kind) => kind > cursor).slice(0, limit);
      const grades = await readGrades(db, { systemId, components: kinds, most: mostPoints });
      const namesOf = (kind: string) => (named.get(kind) ?? []).map(({ name }) => name);
      const items = kinds.map((kind) =>
        toComponentHealth(
          kind,
          namesOf(kind),
          grades.filter(({ component }) => component === kind),
        ),
      );
      const last = kinds.at(-1);
      return last !== undefined && last !== all.at(-1) ? { items, next: last } : { items };
    },
  };
}
