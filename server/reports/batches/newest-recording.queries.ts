import type { Db } from '../../platform/database/database.ts';

/** The newest recording of a system that began within `[from, to)`; one without a clock counts when it came in. Undefined: there is none. */
export async function findNewestRecording(
  db: Db,
  systemId: string,
  { from, to }: { from: string | null; to: string | null },
): Promise<string | undefined> {
  const began = db.raw('coalesce(started_at, created_at)');
  const query = db('recording')
    .where({ system_id: systemId })
    .orderBy([
      { column: began as never, order: 'desc' },
      { column: 'id', order: 'desc' },
    ]);
  if (from !== null) void query.where(began as never, '>=', from);
  if (to !== null) void query.where(began as never, '<', to);
  const row: { id: string } | undefined = await query.first('id');
  return row?.id;
}
