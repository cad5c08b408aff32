import type { Actor } from '../../accounts/actor.ts';
import type { AuditTrail } from '../../accounts/audit.service.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/database/database.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import { newId } from '../../platform/ids.ts';
import { Problem, type ProblemItem } from '../../platform/problem.ts';
import type { RecordingService } from '../recording.service.ts';
import {
  type AnnotationFilter,
  deleteAnnotation,
  findAnnotation,
  insertAnnotation,
  listAnnotations,
  updateAnnotation,
} from './annotation.repository.ts';
import type { Annotation, AnnotationChange, NewAnnotation } from './annotation.schema.ts';

export interface AnnotationService {
  list(recordingId: string, request: PageRequest & AnnotationFilter): Promise<Page<Annotation>>;
  /** Those that reports show, by time. */
  listForReport(recordingId: string): Promise<Annotation[]>;
  /** @throws Problem `annotation-outside` when time or channel are not in the recording */
  create(recordingId: string, input: NewAnnotation, actor: Actor): Promise<Annotation>;
  /** @throws Problem `annotation-changed` when somebody else was faster */
  update(recordingId: string, id: string, change: { input: AnnotationChange; actor: Actor }): Promise<Annotation>;
  remove(recordingId: string, id: string, change: { version: number; actor: Actor }): Promise<void>;
}

/** More would bury the findings of a report. */
const mostInReport = 500;

export function createAnnotationService({
  db,
  now,
  audit,
  recordings,
}: {
  db: Db;
  now: Clock;
  audit: AuditTrail;
  recordings: RecordingService;
}): AnnotationService {
  async function get(recordingId: string, id: string): Promise<Annotation> {
    const found = await findAnnotation(db, recordingId, id);
    if (!found) throw new Problem('annotation-not-found', 404, 'There is no such annotation', { detail: 'Somebody may have removed it.' });
    return found;
  }

  async function check({ recordingId, channel, fromMs, toMs }: Annotation): Promise<void> {
    const { recording, channels } = await recordings.getDetail(recordingId);
    const errors: ProblemItem[] = [];
    const outside = `lies outside the recording, which has ${recording.durationMs} ms`;
    if (fromMs > recording.durationMs) errors.push({ pointer: '#/fromMs', detail: outside });
    if (toMs !== null && toMs > recording.durationMs) errors.push({ pointer: '#/toMs', detail: outside });
    if (toMs !== null && toMs <= fromMs) errors.push({ pointer: '#/toMs', detail: 'must be later than fromMs; leave it out for a point' });
    if (channel !== null && !channels.some((other) => other.index === channel))
      errors.push({ pointer: '#/channel', detail: `the recording has no channel ${channel}` });
    if (errors.length > 0) throw new Problem('annotation-outside', 422, 'The annotation does not fit the recording', { errors });
  }

  return {
    async list(recordingId, request) {
      await recordings.getDetail(recordingId);
      return listAnnotations(db, recordingId, request);
    },
    listForReport: async (recordingId) => (await listAnnotations(db, recordingId, { inReport: true, limit: mostInReport })).items,
    async create(recordingId, input, actor) {
      const at = now().toISOString();
      const annotation: Annotation = {
        id: newId(),
        recordingId,
        channel: input.channel ?? null,
        fromMs: input.fromMs,
        toMs: input.toMs ?? null,
        text: input.text.trim(),
        tags: input.tags ?? [],
        inReport: input.inReport ?? false,
        createdBy: actor.name,
        createdAt: at,
        updatedAt: at,
        version: 1,
      };
      await check(annotation);
      await db.transaction(async (trx) => {
        await insertAnnotation(trx, annotation);
        const what = { action: 'annotation.created', subjectType: 'annotation', subjectId: annotation.id };
        await audit.record(trx, { actor, ...what, newValue: annotation });
      });
      return annotation;
    },
    async update(recordingId, id, { input: { version, ...input }, actor }) {
      const before = await get(recordingId, id);
      const after: Annotation = { ...before, ...input, version: version + 1, updatedAt: now().toISOString() };
      await check(after);
      await db.transaction(async (trx) => {
        if (!(await updateAnnotation(trx, after, version))) throw changed(before);
        const what = { action: 'annotation.updated', subjectType: 'annotation', subjectId: id };
        await audit.record(trx, { actor, ...what, oldValue: before, newValue: after });
      });
      return after;
    },
    async remove(recordingId, id, { version, actor }) {
      const before = await get(recordingId, id);
      await db.transaction(async (trx) => {
        if (!(await deleteAnnotation(trx, id, version))) throw changed(before);
        const what = { action: 'annotation.deleted', subjectType: 'annotation', subjectId: id };
        await audit.record(trx, { actor, ...what, oldValue: before });
      });
    },
  };
}

function changed(current: Annotation): Problem {
  return new Problem('annotation-changed', 409, 'Somebody else has changed this annotation', {
    detail: 'Load it again, look at what is different, and make your change once more.',
    extra: { current },
  });
}
