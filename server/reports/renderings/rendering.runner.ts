import { readFile } from 'node:fs/promises';
import { Value } from 'typebox/value';
import { sha256 } from '../../platform/ids.ts';
import { Problem } from '../../platform/problem.ts';
import type { TaskContext } from '../../platform/workers/worker-host.ts';
import { type WrittenFile, writeFormats } from '../report.runner.ts';
import { standingOf } from '../report.standing.ts';
import { readStoredDocument } from '../traces/stored-document.ts';
import { RenderingTask } from './rendering-task.schema.ts';

/** Writes a frozen document as files. Its bytes must be those that were signed: nothing else is ever shown under these signatures. */
export async function runRendering(task: RenderingTask, context: TaskContext): Promise<{ files: WrittenFile[] }> {
  if (!Value.Check(RenderingTask, task)) throw new Error('The rendering task has the wrong shape');
  const bytes = await readFile(task.contentPath);
  if (sha256(bytes) !== task.contentSha256) {
    throw new Problem('report-content-damaged', 500, 'The frozen document is damaged', {
      detail: 'Its bytes are not those that were written. Nothing of it is shown. Restore it from a backup.',
    });
  }
  const document = readStoredDocument(bytes.toString('utf8'));
  const { contentSha256, standing } = task;
  return {
    files: await writeFormats({ ...document, standing: standingOf({ ...standing, contentSha256 }, document.language) }, task, context),
  };
}
