import type { Diagnosis } from '../../diagnostics/diagnosis.schema.ts';
import type { DiagnosisService } from '../../diagnostics/diagnosis.service.ts';
import type { GuidedTestService } from '../../diagnostics/guided-tests/test-run.service.ts';
import type { Recording } from '../../measurements/recording.schema.ts';
import type { RecordingService } from '../../measurements/recording.service.ts';
import type { Page } from '../../platform/http/page.schema.ts';
import { Problem } from '../../platform/problem.ts';
import type { SystemService } from '../../systems/system.service.ts';
import type { ReportSource } from '../report-source.schema.ts';

/** The diagnoses a report is made of, newest of each recording, and what had to be left out. */
export interface ResolvedSource {
  readonly diagnoses: readonly Diagnosis[];
  /** Recordings or systems that nothing can be said of, with the reason: the report names them. */
  readonly skipped: readonly { name: string; reason: 'no-diagnosis' | 'no-recording' }[];
}

export interface SourceDeps {
  readonly systems: SystemService;
  readonly recordings: RecordingService;
  readonly diagnoses: DiagnosisService;
  readonly guidedTests: GuidedTestService;
}

/** More recordings than this make a document that nobody reads. */
const mostParts = 200;

/** Which diagnoses a source stands for now. @throws Problem `diagnosis-not-found`, `report-source-empty`, `report-source-too-large`, `report-period-invalid`, … */
export async function resolveSource(deps: SourceDeps, source: ReportSource): Promise<ResolvedSource> {
  const { diagnoses, guidedTests } = deps;
  if (source.kind === 'diagnosis') return { diagnoses: [await diagnoses.getLatest(source.recordingId)], skipped: [] };
  if (source.kind === 'comparison') {
    if (source.recordingId === source.comparedWith) {
      throw new Problem('report-source-same', 422, 'A recording cannot be compared with itself', { detail: 'Choose two recordings.' });
    }
    const after = await diagnoses.getLatest(source.recordingId);
    return { diagnoses: [after, await diagnoses.getLatest(source.comparedWith)], skipped: [] };
  }
  if (source.kind === 'guided-test') {
    const { newest } = await guidedTests.get(source.runId);
    if (newest === null) {
      throw new Problem('guided-test-not-evaluated', 409, 'This test was not evaluated yet', {
        detail: 'Attach a recording to the run and evaluate it: then a report can be made of it.',
      });
    }
    return { diagnoses: [await diagnoses.getLatest(newest.recordingId)], skipped: [] };
  }
  assertPeriod(source);
  const found = source.kind === 'period' ? await ofPeriod(deps, source) : await ofSystems(deps, source);
  if (found.diagnoses.length === 0) {
    throw new Problem('report-source-empty', 409, 'There is nothing to report', {
      detail: 'No recording of this choice has a diagnosis. Choose another period or other systems, or diagnose the recordings first.',
    });
  }
  if (found.diagnoses.length > mostParts) {
    throw new Problem('report-source-too-large', 409, 'That is too much for one report', {
      detail: `It would speak of ${found.diagnoses.length} recordings; ${mostParts} are possible. Choose a shorter period.`,
    });
  }
  return found;
}

interface Period {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** @throws Problem `report-period-invalid`: an instant that is none would find nothing, and not say why */
function assertPeriod({ from, to }: Period): void {
  const [first, last] = [from, to].map((one) => (one === undefined ? undefined : new Date(one).getTime()));
  const isInstant = (ms: number | undefined) => ms === undefined || Number.isFinite(ms);
  if (isInstant(first) && isInstant(last) && (first === undefined || last === undefined || first <= last)) return;
  throw new Problem('report-period-invalid', 422, 'That is no period', {
    detail: 'Give the first and the last instant as in 2026-01-31T06:00:00Z, the earlier one first.',
  });
}

async function ofPeriod(deps: SourceDeps, source: { systemId: string } & Period): Promise<ResolvedSource> {
  const all = (await everything((cursor) => deps.recordings.list({ systemId: source.systemId, ...cursor }))).filter((one) =>
    isWithin(one, source),
  );
  const skipped: ResolvedSource['skipped'][number][] = [];
  const found: Diagnosis[] = [];
  for (const recording of all) {
    const diagnosis = await latest(deps, recording.id);
    if (diagnosis) found.push(diagnosis);
    else skipped.push({ name: recording.name, reason: 'no-diagnosis' });
  }
  const at = ({ result: { recording } }: Diagnosis) => recording.startedAt ?? '';
  return { diagnoses: found.sort((a, b) => (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : 0)), skipped };
}

async function ofSystems(deps: SourceDeps, source: Extract<ReportSource, { kind: 'systems' }>): Promise<ResolvedSource> {
  const ids =
    source.systemIds ??
    (await everything((cursor) => deps.systems.list({ ...optional('siteId', source.siteId), ...cursor }))).map(({ id }) => id);
  const skipped: ResolvedSource['skipped'][number][] = [];
  const found: Diagnosis[] = [];
  for (const systemId of ids) {
    const { system } = await deps.systems.getDetail(systemId);
    const recordings = (await everything((cursor) => deps.recordings.list({ systemId, ...cursor }))).filter((one) => isWithin(one, source));
    let newest: Diagnosis | undefined;
    for (const { id } of newestFirst(recordings)) {
      newest = await latest(deps, id);
      if (newest) break;
    }
    if (newest) found.push(newest);
    else skipped.push({ name: system.name, reason: recordings.length === 0 ? 'no-recording' : 'no-diagnosis' });
  }
  return { diagnoses: found, skipped };
}

function newestFirst(recordings: readonly Recording[]): Recording[] {
  const at = (one: Recording) => one.startedAt ?? one.createdAt;
  return [...recordings].sort((a, b) => (at(a) > at(b) ? -1 : at(a) < at(b) ? 1 : 0));
}

/** A recording without a date counts by when it was imported. */
function isWithin({ startedAt, createdAt }: Recording, { from, to }: Period): boolean {
  const at = new Date(startedAt ?? createdAt).getTime();
  return (from === undefined || at >= new Date(from).getTime()) && (to === undefined || at <= new Date(to).getTime());
}

async function latest({ diagnoses }: SourceDeps, recordingId: string): Promise<Diagnosis | undefined> {
  try {
    return await diagnoses.getLatest(recordingId);
  } catch (error) {
    if (error instanceof Problem && error.code === 'diagnosis-not-found') return undefined;
    throw error;
  }
}

async function everything<T>(page: (cursor: { limit: number; cursor?: string }) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  for (let cursor: string | undefined; ; ) {
    const { items: more, next } = await page({ limit: 100, ...optional('cursor', cursor) });
    items.push(...more);
    if (next === undefined) return items;
    cursor = next;
  }
}

function optional<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}
