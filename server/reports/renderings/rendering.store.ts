import type { ContentStore } from '../../platform/files/content-store.ts';
import type { JobContext } from '../../platform/jobs/job-runner.ts';
import { Problem } from '../../platform/problem.ts';
import type { WorkerProcess } from '../../platform/workers/worker-process.ts';
import type { Report } from '../report.schema.ts';
import type { ReportStatus } from '../report-status.schema.ts';
import type { runRendering } from './rendering.runner.ts';
import type { RenderingTask } from './rendering-task.schema.ts';

const deadlineMs = 10 * 60_000;

export interface RenderingDeps {
  readonly files: ContentStore;
  /** Writes reports; a process that may die. */
  readonly worker: WorkerProcess;
}

/** What stands in the name of a file that is not in force, so that it is not mistaken for one that is. */
const endings: Readonly<Record<ReportStatus, string>> = {
  draft: '-draft',
  'in-review': '-in-review',
  issued: '',
  superseded: '-superseded',
  withdrawn: '-withdrawn',
};

/** Name of a report's files, without their ending. */
export function fileNameOf({ number, version, status }: Pick<Report, 'number' | 'version' | 'status'>): string {
  return `report-${number}${version > 1 ? `-v${version}` : ''}${endings[status]}`;
}

/**
 * The files of a report with the status and signatures it is given here, in the content store; no row speaks of them yet.
 * @throws Problem `report-not-frozen`, `file-missing`, `file-damaged`
 */
export async function renderReport(
  { files, worker }: RenderingDeps,
  report: Report,
  { jobId, signal, onProgress }: Pick<JobContext, 'jobId' | 'signal' | 'onProgress'>,
): Promise<Report['files']> {
  const { contentSha256, status, statusReason, statusAt, statusBy, signatures, formats } = report;
  if (contentSha256 === null) throw notFrozen(report);
  (await files.open(contentSha256)).destroy();
  const folder = files.stage(`report-${jobId}`);
  try {
    const name = fileNameOf(report);
    const standing = { status, statusReason, statusAt, statusBy, signatures };
    const task: RenderingTask = { contentPath: files.pathOf(contentSha256), contentSha256, standing, formats, folder, name };
    const written = (await worker.run('rendering', task, { signal, deadlineMs, onProgress })) as Awaited<ReturnType<typeof runRendering>>;
    for (const file of written.files) await files.adopt(file.path, file);
    return written.files.map(({ format, sha256, bytes }) => ({ format, name: `${name}.${format}`, sha256, bytes }));
  } finally {
    files.discard(folder);
  }
}

export function notFrozen({ number }: Pick<Report, 'number'>): Problem {
  return new Problem('report-not-frozen', 409, 'What this report is made of was not kept', {
    detail: `Report ${number} was written before reports were frozen. Refresh the draft, or make a new version: then it can be signed.`,
  });
}
