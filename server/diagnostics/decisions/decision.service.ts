import type { Actor } from '../../accounts/actor.ts';
import type { AuditTrail } from '../../accounts/audit.service.ts';
import type { RecordingService } from '../../measurements/recording.service.ts';
import type { Clock } from '../../platform/clock.ts';
import { type Db, isUniqueViolation } from '../../platform/database/database.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import { newId } from '../../platform/ids.ts';
import { Problem } from '../../platform/problem.ts';
import type { DiagnosisService } from '../diagnosis.service.ts';
import { findDecision, insertDecision, listDecisions, withdrawDecision } from './decision.repository.ts';
import type { Decision, NewDecision } from './decision.schema.ts';

export interface DecisionService {
  /** @throws Problem `finding-not-found`, `decision-exists` */
  decide(recordingId: string, input: NewDecision, actor: Actor): Promise<Decision>;
  list(request: PageRequest & { systemId?: string; recordingId?: string }): Promise<Page<Decision>>;
  /** @throws Problem `decision-not-found`, `decision-withdrawn` */
  withdraw(id: string, reason: string, actor: Actor): Promise<Decision>;
}

/** People judge findings; what they found out moves the priors of later diagnoses of the same system, and can be taken back. */
export function createDecisionService({
  db,
  now,
  audit,
  recordings,
  diagnoses,
}: {
  db: Db;
  now: Clock;
  audit: AuditTrail;
  recordings: RecordingService;
  diagnoses: DiagnosisService;
}): DecisionService {
  return {
    async decide(recordingId, input, actor) {
      const { recording } = await recordings.getDetail(recordingId);
      const { result } = await diagnoses.getLatest(recordingId);
      const finding = result.findings.find(({ faultId }) => faultId === input.faultId);
      if (!finding) throw noFinding(input.faultId);
      const decision: Decision = {
        id: newId(),
        systemId: recording.systemId,
        recordingId,
        recordingName: recording.name,
        faultId: input.faultId,
        fault: finding.fault,
        confidence: finding.confidence,
        decision: input.decision,
        reason: input.reason.trim(),
        createdAt: now().toISOString(),
        createdBy: actor.name,
        withdrawn: null,
      };
      await db
        .transaction(async (trx) => {
          await insertDecision(trx, decision);
          const what = { action: `finding.${input.decision}`, subjectType: 'finding-decision', subjectId: decision.id };
          await audit.record(trx, { actor, ...what, newValue: decision });
        })
        .catch((error: unknown) => {
          throw isUniqueViolation(error) ? decidedBefore(finding.fault) : error;
        });
      return decision;
    },
    list: (request) => listDecisions(db, request),
    async withdraw(id, reason, actor) {
      const before = await findDecision(db, id);
      if (!before) throw new Problem('decision-not-found', 404, 'There is no such decision', { detail: 'Look at the list of decisions.' });
      const withdrawn = { at: now().toISOString(), by: actor.name, reason: reason.trim() };
      const after: Decision = { ...before, withdrawn };
      await db.transaction(async (trx) => {
        if (!(await withdrawDecision(trx, id, withdrawn))) throw withdrawnBefore();
        const what = { action: 'finding-decision.withdrawn', subjectType: 'finding-decision', subjectId: id };
        await audit.record(trx, { actor, ...what, oldValue: before, newValue: after });
      });
      return after;
    },
  };
}

function noFinding(faultId: string): Problem {
  return new Problem('finding-not-found', 404, 'The newest diagnosis has no such finding', {
    detail: `It does not list ${faultId}. Decide on what it lists, or diagnose the recording again.`,
  });
}

function decidedBefore(fault: string): Problem {
  return new Problem('decision-exists', 409, 'This finding has been decided on', {
    detail: `There is a decision about "${fault}" in this recording. Withdraw it first, with a reason.`,
  });
}

function withdrawnBefore(): Problem {
  return new Problem('decision-withdrawn', 409, 'This decision was withdrawn before', { detail: 'Nothing was changed.' });
}
