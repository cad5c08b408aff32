import type { Actor } from '../../accounts/actor.ts';
import type { RecordingService } from '../../measurements/recording.service.ts';
import type { Db } from '../../platform/database/database.ts';
import { sha256 } from '../../platform/ids.ts';
import type { Job } from '../../platform/jobs/job.schema.ts';
import type { JobService } from '../../platform/jobs/job.service.ts';
import { Problem } from '../../platform/problem.ts';
import type { LimitPoint } from '../../systems/limits/limit.schema.ts';
import type { KnownIndicators } from '../../systems/limits/limit-rules.ts';
import type { OperatingPointService } from '../../systems/operating-points/operating-point.service.ts';
import type { BaselineRequest } from './baseline.schema.ts';

export interface BaselinePayload {
  readonly systemId: string;
  readonly request: BaselineRequest;
  /** Where the request names an operating point that the system knows. */
  readonly point?: LimitPoint;
}

export interface BaselineService {
  /** @throws Problem `recording-of-another-system`, `range-empty`, `indicator-not-found` at once; what only the samples show, the job says */
  capture(systemId: string, request: BaselineRequest, actor: Actor): Promise<Job>;
}

export const baselineKind = 'baseline';

interface Deps {
  readonly db: Db;
  readonly jobs: JobService;
  readonly recordings: RecordingService;
  readonly operatingPoints: Pick<OperatingPointService, 'find'>;
  readonly indicators: KnownIndicators;
}

export function createBaselineService({ db, jobs, recordings, operatingPoints, indicators }: Deps): BaselineService {
  return {
    async capture(systemId, request, actor) {
      const { recording } = await recordings.getDetail(request.recordingId);
      if (recording.systemId !== systemId)
        throw new Problem('recording-of-another-system', 409, 'This recording belongs to another system', {
          detail: `A baseline holds for the machine it was measured on. Choose a recording of this system.`,
          errors: [{ pointer: '#/recordingId', detail: 'is a recording of another system' }],
        });
      const { fromS = 0, toS = recording.durationMs / 1000 } = request;
      if (!(toS > fromS))
        throw new Problem('range-empty', 422, 'The time range is empty', {
          errors: [{ pointer: '#/toS', detail: 'must be later than fromS' }],
        });
      const unknown = request.indicators?.find((id) => !indicators.has(id));
      if (unknown !== undefined)
        throw new Problem('indicator-not-found', 404, 'There is no such indicator', {
          errors: [{ pointer: '#/indicators', detail: `"${unknown}" is not the id of an indicator` }],
        });
      const { scope, pointName } = request;
      const point = scope === 'operating-point' && pointName ? await operatingPoints.find(systemId, pointName.trim()) : undefined;
      const payload: BaselinePayload = { systemId, request, ...(point ? { point } : {}) };
      return db.transaction((trx) =>
        jobs.enqueue(trx, {
          kind: baselineKind,
          title: `Derive limits from ${recording.name}`.slice(0, 300),
          payload,
          createdBy: actor.name,
          idempotencyKey: sha256(JSON.stringify(payload)),
        }),
      );
    },
  };
}
