import type { Db } from '../../platform/database/database.ts';
import { seriesHashOf } from '../channel-series.ts';
import { listRawFiles, rawFilesOf } from '../raw-file.repository.ts';
import { channelsOfRecording, findRecording, listRecordings } from '../recording.repository.ts';
import { startMs } from '../recording-clock.ts';
import type { Damage } from './verification.schema.ts';

/** A stored file, and whose it is. */
export interface VerificationTarget {
  readonly file: Damage['file'];
  readonly sha256: string;
  /** As the rows have it; 0 when they do not say. */
  readonly bytes: number;
  readonly name: string | null;
  /** Null for a raw file that is in no recording, or in several. */
  readonly recording: { readonly id: string; readonly name: string; readonly startMs: number } | null;
}

/** Every file that belongs to a recording. */
export async function targetsOfRecording(db: Db, id: string): Promise<VerificationTarget[]> {
  const found = await findRecording(db, id);
  if (!found) return [];
  const { recording, rejectedSha256 } = found;
  const owner = { id, name: recording.name, startMs: startMs(recording) };
  const channels = await channelsOfRecording(db, id);
  const series = new Set([recording.seriesSha256, ...channels.map((channel) => seriesHashOf(recording, channel))]);
  const raw = await rawFilesOf(db, id);
  return [
    ...[...series].map((sha256): VerificationTarget => {
      const bytes = sha256 === recording.seriesSha256 ? recording.seriesBytes : 0;
      return { file: 'series', sha256, bytes, name: null, recording: owner };
    }),
    ...raw.map(({ sha256, bytes, name }): VerificationTarget => ({ file: 'raw', sha256, bytes, name, recording: owner })),
    ...(rejectedSha256 === null
      ? []
      : [{ file: 'rejected-rows' as const, sha256: rejectedSha256, bytes: 0, name: null, recording: owner }]),
  ];
}

/** Every recording's files, then the raw files that no recording has; a file of several recordings is listed with each. */
export async function allTargets(db: Db): Promise<VerificationTarget[]> {
  const targets: VerificationTarget[] = [];
  for (let cursor: { cursor?: string } | undefined = {}; cursor; ) {
    const page = await listRecordings(db, { limit: 500, ...cursor });
    for (const { id } of page.items) targets.push(...(await targetsOfRecording(db, id)));
    cursor = page.next === undefined ? undefined : { cursor: page.next };
  }
  const seen = new Set(targets.map(({ sha256 }) => sha256));
  for (let cursor: { cursor?: string } | undefined = {}; cursor; ) {
    // Of a refused file only the row is kept.
    const page = await listRawFiles(db, { limit: 500, state: 'accepted', ...cursor });
    const alone = page.items.filter(({ sha256 }) => !seen.has(sha256));
    targets.push(...alone.map(({ sha256, bytes, name }) => ({ file: 'raw' as const, sha256, bytes, name, recording: null })));
    cursor = page.next === undefined ? undefined : { cursor: page.next };
  }
  return targets;
}
