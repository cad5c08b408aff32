import type { Db } from '../platform/database/database.ts';
import { readPage } from '../platform/database/page.ts';
import type { Page, PageRequest } from '../platform/http/page.schema.ts';
import type { Site, System } from './system.schema.ts';

interface SiteRow {
  id: string;
  name: string;
  name_key: string;
  time_zone: string;
  created_at: string;
}
interface SystemRow {
  id: string;
  site_id: string;
  name: string;
  name_key: string;
  tag: string | null;
  note: string | null;
  is_simulated: number | boolean;
  version: number;
  created_at: string;
}

export async function insertSite(db: Db, site: Site): Promise<void> {
  await db<SiteRow>('site').insert({
    id: site.id,
    name: site.name,
    name_key: site.name.toLowerCase(),
    time_zone: site.timeZone,
    created_at: site.createdAt,
  });
}

export async function findSite(db: Db, id: string): Promise<Site | undefined> {
  const row = await db<SiteRow>('site').where({ id }).first();
  return row && toSite(row);
}

export async function findSiteByName(db: Db, name: string): Promise<Site | undefined> {
  const row = await db<SiteRow>('site').where({ name_key: name.toLowerCase() }).first();
  return row && toSite(row);
}

export function listSites(db: Db, request: PageRequest): Promise<Page<Site>> {
  return readPage<SiteRow, Site>(db<SiteRow>('site'), request, { columns: ['name_key', 'id'], toItem: toSite });
}

export async function insertSystem(db: Db, system: System): Promise<void> {
  await db<SystemRow>('hydraulic_system').insert({
    id: system.id,
    site_id: system.siteId,
    name: system.name,
    name_key: system.name.toLowerCase(),
    tag: system.tag,
    note: system.note,
    is_simulated: system.isSimulated,
    version: system.version,
    created_at: system.createdAt,
  });
}

export async function findSystem(db: Db, id: string): Promise<System | undefined> {
  const row = await db<SystemRow>('hydraulic_system').where({ id }).first();
  return row && toSystem(row);
}

export async function findSystemByName(db: Db, siteId: string, name: string): Promise<System | undefined> {
  const row = await db<SystemRow>('hydraulic_system').where({ site_id: siteId, name_key: name.toLowerCase() }).first();
  return row && toSystem(row);
}

export function listSystems(db: Db, request: PageRequest & { siteId?: string }): Promise<Page<System>> {
  const query = db<SystemRow>('hydraulic_system');
  if (request.siteId) void query.where({ site_id: request.siteId });
  return readPage<SystemRow, System>(query, request, { columns: ['name_key', 'id'], toItem: toSystem });
}

function toSite(row: SiteRow): Site {
  return { id: row.id, name: row.name, timeZone: row.time_zone, createdAt: row.created_at };
}

function toSystem(row: SystemRow): System {
  return {
    id: row.id,
    siteId: row.site_id,
    name: row.name,
    tag: row.tag,
    note: row.note,
    isSimulated: Boolean(row.is_simulated),
    version: row.version,
    createdAt: row.created_at,
  };
}
