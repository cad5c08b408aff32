import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Db } from '../../platform/database/database.ts';
import type { ContentStore } from '../../platform/files/content-store.ts';
import { sha256 } from '../../platform/ids.ts';
import { Problem } from '../../platform/problem.ts';
import type { WorkerProcess } from '../../platform/workers/worker-process.ts';
import type { PreviewState } from '../compositions/composition-api.schema.ts';
import { notFrozen } from '../renderings/rendering.store.ts';
import { findReport } from '../report.repository.ts';
import type { Report } from '../report.schema.ts';
import type { PreviewTask, runPreview } from './preview.runner.ts';

const deadlineMs = 2 * 60_000;
/** People compare a few states; the pages of a large report are many megabytes. */
const keptPreviews = 6;

export interface PreviewService {
  /** Typesets the pages, once for each state of a report. @throws Problem `report-not-found`, `report-not-frozen`, `preview-outdated` */
  make(id: string): Promise<PreviewState>;
  /** @throws Problem `preview-not-found`: ask for the preview again */
  page(hash: string, page: number): Readable;
  close(): void;
}

interface Kept {
  readonly folder: string;
  readonly reportId: string;
  readonly cancel: AbortController;
  readonly made: Promise<PreviewState>;
}

/** Pages of drafts as they will be typeset, kept by the hash of what they show. A newer state of a report stops work on the older one. */
export function createPreviewService({ db, files, worker }: { db: Db; files: ContentStore; worker: WorkerProcess }): PreviewService {
  const kept = new Map<string, Kept>();

  function forget(hash: string): void {
    const old = kept.get(hash);
    kept.delete(hash);
    old?.cancel.abort();
    if (old) files.discard(old.folder);
  }

  async function typeset(report: Report & { contentSha256: string }, hash: string, { folder, cancel }: Pick<Kept, 'folder' | 'cancel'>) {
    const { contentSha256, status, statusReason, statusAt, statusBy, signatures } = report;
    const standing = { status, statusReason, statusAt, statusBy, signatures };
    const task: PreviewTask = { contentPath: files.pathOf(contentSha256), contentSha256, standing, folder };
    try {
      const options = { signal: cancel.signal, deadlineMs, onProgress: () => undefined };
      const { pages } = (await worker.run('preview', task, options)) as Awaited<ReturnType<typeof runPreview>>;
      return { hash, pages };
    } catch (error) {
      forget(hash);
      if (!cancel.signal.aborted) throw error;
      throw new Problem('preview-outdated', 409, 'The draft has changed meanwhile', { detail: 'Ask for the preview again.' });
    }
  }

  return {
    async make(id) {
      const report = await findReport(db, { id });
      if (!report) throw new Problem('report-not-found', 404, 'There is no such report');
      const { contentSha256 } = report;
      if (contentSha256 === null) throw notFrozen(report);
      (await files.open(contentSha256)).destroy();
      const signed = report.signatures.map((signature) => signature.id);
      const hash = sha256(JSON.stringify([id, contentSha256, report.status, report.statusReason, signed]));
      const known = kept.get(hash);
      if (known) return known.made;
      for (const [other, { reportId }] of [...kept]) if (reportId === id) forget(other);
      for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - keptPreviews + 1))) forget(oldest);
      const folder = files.stage('preview');
      const cancel = new AbortController();
      const made = typeset({ ...report, contentSha256 }, hash, { folder, cancel });
      kept.set(hash, { folder, reportId: id, cancel, made });
      return made;
    },
    page(hash, page) {
      const folder = kept.get(hash)?.folder;
      const path = folder === undefined ? undefined : join(folder, `${page}.svg`);
      if (path === undefined || !existsSync(path)) {
        throw new Problem('preview-not-found', 404, 'This page of the preview is not kept any more', {
          detail: 'Ask for the preview again.',
        });
      }
      return createReadStream(path);
    },
    close() {
      for (const hash of [...kept.keys()]) forget(hash);
    },
  };
}
