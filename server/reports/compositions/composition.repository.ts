import type { Db } from '../../platform/database/database.ts';
import type { VersionStep } from '../versions/version.schema.ts';
import { blankComposition, type ReportComposition } from './report-composition.schema.ts';

interface Row {
  id: string;
  status: string;
  revision: number;
  composition: string;
  title: string;
  input_sha256: string | null;
  content_sha256: string | null;
  differences: string | null;
}

/** What was chosen and written in a report; reports from before compositions were kept have none. */
export async function compositionOf(db: Db, id: string): Promise<ReportComposition> {
  const row = await db<Row>('report').where({ id }).first('composition');
  return { ...blankComposition, ...(JSON.parse(row?.composition ?? '{}') as Partial<ReportComposition>) };
}

/** @returns false when the draft is not any more as it was found */
export async function updateComposition(
  db: Db,
  from: { id: string; revision: number },
  to: { composition: ReportComposition; title: string; inputSha256: string; contentSha256: string; history: readonly VersionStep[] },
): Promise<boolean> {
  const changed = await db<Row>('report')
    .where({ id: from.id, revision: from.revision, status: 'draft' })
    .update({
      composition: JSON.stringify(to.composition),
      title: to.title.slice(0, 300),
      input_sha256: to.inputSha256,
      content_sha256: to.contentSha256,
      differences: JSON.stringify(to.history),
      revision: from.revision + 1,
    });
  return changed === 1;
}
