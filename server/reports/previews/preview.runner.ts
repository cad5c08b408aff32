import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import type { TaskContext } from '../../platform/workers/worker-host.ts';
import { typesetPages } from '../formats/pdf.format.ts';
import { StandingFacts } from '../renderings/rendering-task.schema.ts';
import { standingOf } from '../report.standing.ts';
import type { ReportDocument } from '../report-document.schema.ts';
import { pagesOf } from './page.svg.ts';

/** What the worker is asked: the frozen document as pictures of its pages, `1.svg`, `2.svg` … in `folder`. */
export const PreviewTask = Type.Object(
  { contentPath: Type.String(), contentSha256: Type.String(), standing: StandingFacts, folder: Type.String() },
  { additionalProperties: false },
);
export type PreviewTask = Static<typeof PreviewTask>;

export async function runPreview(task: PreviewTask, { signal }: TaskContext): Promise<{ pages: number }> {
  if (!Value.Check(PreviewTask, task)) throw new Error('The preview task has the wrong shape');
  const document = JSON.parse(await readFile(task.contentPath, 'utf8')) as ReportDocument;
  signal.throwIfAborted();
  const standing = standingOf({ ...task.standing, contentSha256: task.contentSha256 }, document.language);
  const pages = pagesOf(typesetPages({ ...document, standing }));
  for (const [index, page] of pages.entries()) writeFileSync(join(task.folder, `${index + 1}.svg`), page);
  return { pages: pages.length };
}
