import type { Db } from '../../platform/database/database.ts';
import type { ChannelMapping, MappingTarget } from './mapping.schema.ts';

interface MappingRow {
  system_id: string;
  fingerprint: string;
  name: string;
  target: string;
  confirmed_at: string;
  confirmed_by: string;
}

/** Remembers what a person said the channels of such files are in this system. */
export async function upsertMapping(
  db: Db,
  of: { systemId: string; fingerprint: string },
  said: { mapping: ChannelMapping; at: string; by: string },
): Promise<void> {
  for (const [name, target] of Object.entries(said.mapping)) {
    const row: MappingRow = {
      system_id: of.systemId,
      fingerprint: of.fingerprint,
      name,
      target: JSON.stringify(target),
      confirmed_at: said.at,
      confirmed_by: said.by,
    };
    await db<MappingRow>('channel_mapping').insert(row).onConflict(['system_id', 'fingerprint', 'name']).merge();
  }
}

export async function findMapping(
  db: Db,
  systemId: string,
  fingerprint: string,
): Promise<Map<string, { target: MappingTarget; by: string; at: string }>> {
  const rows = await db<MappingRow>('channel_mapping').where({ system_id: systemId, fingerprint });
  return new Map(
    rows.map((row) => [row.name, { target: JSON.parse(row.target) as MappingTarget, by: row.confirmed_by, at: row.confirmed_at }]),
  );
}

/** Has anybody said anything about channels of this system? */
export async function hasMapping(db: Db, systemId: string): Promise<boolean> {
  return (await db<MappingRow>('channel_mapping').where({ system_id: systemId }).first('name')) !== undefined;
}
