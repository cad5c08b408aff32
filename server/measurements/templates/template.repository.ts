import type { Db } from '../../platform/database/database.ts';
import { readPage } from '../../platform/database/page.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import type { Fingerprint, LoggerTemplate, TemplateAnswers, TemplateVersion } from './template.schema.ts';

interface TemplateRow {
  id: string;
  name: string;
  fingerprint: string;
  fingerprint_parts: string;
  version: number;
  created_at: string;
  created_by: string;
}
interface VersionRow {
  template_id: string;
  version: number;
  answers: string;
  note: string | null;
  created_at: string;
  created_by: string;
}
type JoinedRow = TemplateRow & Pick<VersionRow, 'answers' | 'note'>;

/** A stored template; built-in ones have no row. */
export type StoredTemplate = LoggerTemplate & { readonly fingerprint: Fingerprint; readonly createdAt: string; readonly createdBy: string };

function current(db: Db) {
  return db<TemplateRow>('logger_template')
    .join('logger_template_version', (join) => {
      join
        .on('logger_template_version.template_id', 'logger_template.id')
        .andOn('logger_template_version.version', 'logger_template.version');
    })
    .select('logger_template.*', 'logger_template_version.answers', 'logger_template_version.note');
}

export function listTemplates(db: Db, request: PageRequest): Promise<Page<StoredTemplate>> {
  return readPage<JoinedRow, StoredTemplate>(current(db), request, { columns: ['name'], toItem: toTemplate, table: 'logger_template' });
}

export async function findTemplate(
  db: Db,
  by: { readonly id: string } | { readonly name: string } | { readonly fingerprint: string },
): Promise<StoredTemplate | undefined> {
  const [column, value] = Object.entries(by)[0]!;
  const row: JoinedRow | undefined = await current(db).where(`logger_template.${column}`, value).first();
  return row && toTemplate(row);
}

export async function hasTemplates(db: Db): Promise<boolean> {
  return (await db<TemplateRow>('logger_template').first('id')) !== undefined;
}

export async function insertTemplate(db: Db, template: StoredTemplate, fingerprint: string): Promise<void> {
  await db<TemplateRow>('logger_template').insert({
    id: template.id,
    name: template.name,
    fingerprint,
    fingerprint_parts: JSON.stringify(template.fingerprint),
    version: template.version,
    created_at: template.createdAt,
    created_by: template.createdBy,
  });
  await insertVersion(db, template.id, template);
}

/** Makes the version the current one; false when somebody else made that version first. */
export async function insertNextVersion(db: Db, id: string, next: TemplateVersion): Promise<boolean> {
  const changed = await db<TemplateRow>('logger_template')
    .where({ id, version: next.version - 1 })
    .update({ version: next.version });
  if (changed === 1) await insertVersion(db, id, next);
  return changed === 1;
}

export async function renameTemplate(db: Db, id: string, name: string): Promise<void> {
  await db<TemplateRow>('logger_template').where({ id }).update({ name });
}

async function insertVersion(db: Db, id: string, { version, answers, note, createdAt, createdBy }: TemplateVersion): Promise<void> {
  const row: VersionRow = {
    template_id: id,
    version,
    answers: JSON.stringify(answers),
    note,
    created_at: createdAt,
    created_by: createdBy,
  };
  await db<VersionRow>('logger_template_version').insert(row);
}

export async function versionsOf(db: Db, id: string): Promise<TemplateVersion[]> {
  const rows = await db<VersionRow>('logger_template_version').where({ template_id: id }).orderBy('version', 'desc').limit(100);
  return rows.map((row) => ({
    version: row.version,
    answers: JSON.parse(row.answers) as TemplateAnswers,
    note: row.note,
    createdAt: row.created_at,
    createdBy: row.created_by,
  }));
}

export async function deleteTemplate(db: Db, id: string): Promise<void> {
  await db<VersionRow>('logger_template_version').where({ template_id: id }).delete();
  await db<TemplateRow>('logger_template').where({ id }).delete();
}

function toTemplate(row: JoinedRow): StoredTemplate {
  return {
    id: row.id,
    name: row.name,
    version: row.version,
    answers: JSON.parse(row.answers) as TemplateAnswers,
    note: row.note,
    isBuiltIn: false,
    fingerprint: JSON.parse(row.fingerprint_parts) as Fingerprint,
    createdAt: row.created_at,
    createdBy: row.created_by,
  };
}
