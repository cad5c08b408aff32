import { createWriteStream, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Actor } from '../../accounts/actor.ts';
import type { AuditTrail } from '../../accounts/audit.service.ts';
import type { Db } from '../../platform/database/database.ts';
import type { ContentStore } from '../../platform/files/content-store.ts';
import { fileProblem, makeFolder, renameDurably } from '../../platform/files/durable.ts';
import { Problem } from '../../platform/problem.ts';
import type { SystemService } from '../../systems/system.service.ts';
import { seriesHashOf } from '../channel-series.ts';
import { createOpenFiles } from '../envelopes/open-files.ts';
import type { RecordingChannel } from '../recording.schema.ts';
import type { RecordingService } from '../recording.service.ts';
import type { ExportQuery } from './export.schema.ts';
import type { ExportStore } from './export.store.ts';
import { fileNameOf, planExport } from './export-plan.ts';
import { type ExportShape, type ExportTask, shapeOf } from './export-task.ts';
import { writeExport } from './export-writing.ts';

export interface OpenedExport extends ExportShape {
  /** With its ending; safe as a file's name. */
  readonly fileName: string;
  readonly content: Readable;
}

/** Stored samples as files for other programs. Every export is in the audit trail. */
export interface ExportService {
  /** Streams from a thread of its own, which ends when the signal fires. @throws Problem as `planExport`, `series-damaged` */
  open(recordingId: string, query: ExportQuery, who: { actor: Actor; signal: AbortSignal }): Promise<OpenedExport>;
  /** Writes a file in this very thread; it appears whole or not at all. */
  write(recordingId: string, query: ExportQuery, where: { actor: Actor; path: string }): Promise<{ bytes: number } & ExportShape>;
}

interface Deps {
  db: Db;
  audit: AuditTrail;
  files: ContentStore;
  systems: SystemService;
  recordings: RecordingService;
  store: ExportStore;
}

export function createExportService({ db, audit, files, systems, recordings, store }: Deps): ExportService {
  async function plan(recordingId: string, query: ExportQuery): Promise<ExportTask> {
    const { recording, channels } = await recordings.getDetail(recordingId);
    const { site } = await systems.getDetail(recording.systemId);
    const pathOf = (channel: RecordingChannel) => files.pathOf(seriesHashOf(recording, channel));
    return planExport({ recording, channels, pathOf, siteZone: site.timeZone }, query);
  }

  function record(recordingId: string, query: ExportQuery, actor: Actor): Promise<void> {
    const entry = { actor, action: 'recording.exported', subjectType: 'recording', subjectId: recordingId, newValue: query };
    return db.transaction((trx) => audit.record(trx, entry));
  }

  return {
    async open(recordingId, query, { actor, signal }) {
      const task = await plan(recordingId, query);
      const shape = shapeOf(task);
      const content = await store.open(task, signal);
      await record(recordingId, query, actor);
      return { ...shape, fileName: `${fileNameOf(task.origin.recording)}.${shape.extension}`, content };
    },
    async write(recordingId, query, { actor, path }) {
      const task = await plan(recordingId, query);
      try {
        const bytes = await writeFile(task, resolve(path));
        await record(recordingId, query, actor);
        return { bytes, ...shapeOf(task) };
      } catch (error) {
        throw fileProblem(error, path);
      }
    },
  };
}

/** The file appears whole and on the disk, or not at all. */
async function writeFile(task: ExportTask, path: string): Promise<number> {
  refuseFolder(path);
  makeFolder(dirname(path), 0o755);
  const open = createOpenFiles();
  const temporary = `${path}.part`;
  const target = createWriteStream(temporary, { flush: true });
  try {
    await pipeline(Readable.from(writeExport(task, open.get), { objectMode: false }), target);
    renameDurably(temporary, path);
    return target.bytesWritten;
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  } finally {
    open.close();
  }
}

function refuseFolder(path: string): void {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new Problem('file-expected', 409, 'A file name is needed here', { detail: `${path} is a folder. Name a file in it.` });
}
