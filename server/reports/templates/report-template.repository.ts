import type { Db } from '../../platform/database/database.ts';
import { readPage } from '../../platform/database/page.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import type { Logo } from '../compositions/report-composition.schema.ts';
import type { TemplateContent } from './report-template.schema.ts';

interface TemplateRow {
  id: string;
  name: string;
  is_default: boolean | number;
  version: number;
}
interface VersionRow {
  template_id: string;
  version: number;
  /** As it was called then. */
  name: string;
  content: string;
  logo_sha256: string | null;
  logo_media_type: Logo['mediaType'] | null;
  logo_bytes: number | null;
  created_at: string;
  created_by: string;
}

export interface StoredLogo {
  readonly sha256: string;
  readonly mediaType: Logo['mediaType'];
  readonly bytes: number;
}
export interface StoredTemplate {
  readonly id: string;
  readonly name: string;
  readonly isDefault: boolean;
  readonly version: number;
  readonly content: TemplateContent;
  readonly logo: StoredLogo | null;
  readonly updatedAt: string;
  readonly updatedBy: string;
}
/** Names a template as it was at one time. */
export interface TemplateEdition {
  readonly id: string;
  readonly version: number;
}

const current = (db: Db) =>
  db('report_template')
    .join('report_template_version', (on) => {
      void on
        .on('report_template_version.template_id', 'report_template.id')
        .on('report_template_version.version', 'report_template.version');
    })
    .select('report_template.id', 'report_template.is_default', 'report_template_version.*');

export function listTemplates(db: Db, request: PageRequest): Promise<Page<StoredTemplate>> {
  const order = { columns: ['name'], table: 'report_template', toItem: fromRow } as const;
  return readPage<VersionRow & TemplateRow, StoredTemplate>(current(db), request, order);
}

export async function findTemplate(db: Db, id: string): Promise<StoredTemplate | undefined> {
  const row: (VersionRow & TemplateRow) | undefined = await current(db).where('report_template.id', id).first();
  return row && fromRow(row);
}

/** The one that new reports take; the newest version of it. */
export async function findDefaultEdition(db: Db): Promise<TemplateEdition | undefined> {
  return db<TemplateRow>('report_template').where({ is_default: true }).first('id', 'version');
}

export async function isNameTaken(db: Db, name: string, id: string): Promise<boolean> {
  return (await db<TemplateRow>('report_template').where({ name }).whereNot({ id }).first('id')) !== undefined;
}

/** A template as it was in one of its versions. */
export async function findEdition(db: Db, { id, version }: TemplateEdition): Promise<Omit<StoredTemplate, 'isDefault'> | undefined> {
  const row = await db<VersionRow>('report_template_version').where({ template_id: id, version }).first();
  return row && fromRow({ ...row, id, is_default: false });
}

/** All versions of a template, the newest first. */
export function listEditions(db: Db, id: string, request: PageRequest): Promise<Page<Omit<StoredTemplate, 'isDefault'>>> {
  const query = db<VersionRow>('report_template_version').where({ template_id: id });
  const toItem = (row: VersionRow) => fromRow({ ...row, id, is_default: false });
  return readPage<VersionRow, Omit<StoredTemplate, 'isDefault'>>(query, request, { columns: ['version'], descending: true, toItem });
}

/** A logo that a version of the template had. */
export async function findLogo(db: Db, id: string, sha256: string): Promise<StoredLogo | undefined> {
  const row = await db<VersionRow>('report_template_version').where({ template_id: id, logo_sha256: sha256 }).first();
  return row && (fromRow({ ...row, id, is_default: false }).logo ?? undefined);
}

export async function insertTemplate(trx: Db, template: StoredTemplate): Promise<void> {
  if (template.isDefault) await clearDefault(trx);
  const { id, name, isDefault, version } = template;
  await trx<TemplateRow>('report_template').insert({ id, name, is_default: isDefault, version });
  await insertVersion(trx, template);
}

/** @returns false when the template is not any more as it was found */
export async function updateTemplate(trx: Db, before: StoredTemplate, after: StoredTemplate): Promise<boolean> {
  const { id, name, isDefault, version } = after;
  const was = { id, version: before.version, is_default: before.isDefault };
  if (!(await trx<TemplateRow>('report_template').where(was).forUpdate().first('id'))) return false;
  if (isDefault) await clearDefault(trx);
  const changed = await trx<TemplateRow>('report_template')
    .where({ id, version: before.version })
    .update({ name, is_default: isDefault, version });
  if (changed === 1) await insertVersion(trx, after);
  return changed === 1;
}

/** @returns false when the template is not any more as it was found */
export async function deleteTemplate(trx: Db, { id, version }: TemplateEdition): Promise<boolean> {
  return (await trx<TemplateRow>('report_template').where({ id, version }).delete()) === 1;
}

export async function knowsLogo(db: Db, sha256: string): Promise<boolean> {
  return (await db<VersionRow>('report_template_version').where({ logo_sha256: sha256 }).first('template_id')) !== undefined;
}

async function clearDefault(trx: Db): Promise<void> {
  await trx<TemplateRow>('report_template').where({ is_default: true }).update({ is_default: false });
}

async function insertVersion(trx: Db, template: StoredTemplate): Promise<void> {
  await trx<VersionRow>('report_template_version').insert({
    template_id: template.id,
    version: template.version,
    name: template.name,
    content: JSON.stringify(template.content),
    logo_sha256: template.logo?.sha256 ?? null,
    logo_media_type: template.logo?.mediaType ?? null,
    logo_bytes: template.logo?.bytes ?? null,
    created_at: template.updatedAt,
    created_by: template.updatedBy,
  });
}

function fromRow(row: VersionRow & Pick<TemplateRow, 'id' | 'is_default'>): StoredTemplate {
  const { logo_sha256: sha256, logo_media_type: mediaType, logo_bytes: bytes } = row;
  return {
    id: row.id,
    name: row.name,
    isDefault: Boolean(row.is_default),
    version: row.version,
    content: JSON.parse(row.content) as TemplateContent,
    logo: sha256 === null || mediaType === null ? null : { sha256, mediaType, bytes: bytes ?? 0 },
    updatedAt: row.created_at,
    updatedBy: row.created_by,
  };
}
