import type { Db } from '../../platform/database/database.ts';
import type { ContentStore } from '../../platform/files/content-store.ts';
import { Problem } from '../../platform/problem.ts';
import { findReport, historyOf } from '../report.repository.ts';
import type { Report } from '../report.schema.ts';
import { type Edition, firstEdition } from './version.schema.ts';

/**
 * The version that follows on another one, and what that one was: its document is compared with the new one.
 * @param previousId null or absent: the first version of its number @throws Problem `report-not-found`, `file-missing`, `file-damaged`
 */
export async function editionAfter(
  { db, files }: { db: Db; files: ContentStore },
  previousId: string | null | undefined,
): Promise<{ previous: Report | null; edition: Edition }> {
  if (previousId === undefined || previousId === null) return { previous: null, edition: firstEdition };
  const previous = await findReport(db, { id: previousId });
  if (!previous) throw new Problem('report-not-found', 404, 'There is no such report any more');
  const { contentSha256, status, statusAt, statusBy } = previous;
  if (contentSha256 !== null) (await files.open(contentSha256)).destroy();
  const approved = previous.signatures.find(({ meaning }) => meaning === 'approved');
  const from = { version: previous.version, status, at: approved?.signedAt ?? statusAt, by: approved?.displayName ?? statusBy };
  const contentPath = contentSha256 === null ? null : files.pathOf(contentSha256);
  const history = await historyOf(db, previousId);
  return { previous, edition: { version: previous.version + 1, history, previous: { from, contentPath } } };
}
