import type { Actor } from '../../accounts/actor.ts';
import type { AuditTrail } from '../../accounts/audit.service.ts';
import { entityTag, matchesTag } from '../../measurements/envelopes/entity-tag.ts';
import type { Clock } from '../../platform/clock.ts';
import { type Db, isUniqueViolation } from '../../platform/database/database.ts';
import type { ContentStore } from '../../platform/files/content-store.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import { newId } from '../../platform/ids.ts';
import { Problem } from '../../platform/problem.ts';
import type { WorkerProcess } from '../../platform/workers/worker-process.ts';
import { checkLogo, unusable } from './logo.check.ts';
import type { LogoTask } from './logo.runner.ts';
import {
  deleteTemplate,
  findLogo,
  findTemplate,
  insertTemplate,
  isNameTaken,
  listEditions,
  listTemplates,
  type StoredLogo,
  type StoredTemplate,
  updateTemplate,
} from './report-template.repository.ts';
import {
  mostLogoBytes,
  type NewReportTemplate,
  type ReportTemplate,
  type ReportTemplateChange,
  type ReportTemplateVersion,
} from './report-template.schema.ts';
import { missing } from './template.choice.ts';

const logoDeadlineMs = 30_000;

export interface ReportTemplateService {
  list(request: PageRequest): Promise<Page<ReportTemplate>>;
  /** @throws Problem `report-template-not-found` */
  get(id: string): Promise<ReportTemplate>;
  /** As it was in each of its versions, the newest first. @throws Problem `report-template-not-found` */
  versions(id: string, request: PageRequest): Promise<Page<ReportTemplateVersion>>;
  /** The logo of any of its versions: a report may have been made with an earlier one. @throws Problem `report-template-not-found`, `logo-not-found` */
  logo(id: string, sha256: string): Promise<{ mediaType: string; content: NodeJS.ReadableStream }>;
  /** @throws Problem `report-template-name-taken`, `logo-too-large`, `logo-unusable` */
  create(input: NewReportTemplate, actor: Actor): Promise<ReportTemplate>;
  /** @throws Problem as `create`; `precondition-required` without a tag, `report-template-changed` when somebody else was faster */
  change(id: string, input: ReportTemplateChange & { madeOn: string | undefined }, actor: Actor): Promise<ReportTemplate>;
  /** Reports keep their copies. @throws Problem as `change` */
  remove(id: string, madeOn: string | undefined, actor: Actor): Promise<void>;
}

interface Deps {
  readonly db: Db;
  readonly now: Clock;
  readonly audit: AuditTrail;
  readonly files: ContentStore;
  /** Tries the logo; a process that may die. */
  readonly worker: WorkerProcess;
}

export function createReportTemplateService({ db, now, audit, files, worker }: Deps): ReportTemplateService {
  async function found(id: string): Promise<StoredTemplate> {
    return (await findTemplate(db, id)) ?? missing();
  }

  async function stored(logo: { base64: string } | null): Promise<StoredLogo | null> {
    if (logo === null) return null;
    const bytes = bytesOf(logo.base64);
    const mediaType = checkLogo(bytes);
    const task: LogoTask = { mediaType, base64: bytes.toString('base64') };
    const options = { signal: new AbortController().signal, deadlineMs: logoDeadlineMs, onProgress: () => undefined };
    const tried = (await worker.run('logo', task, options)) as { isUsable: boolean };
    if (!tried.isUsable) throw unusable('it cannot be drawn');
    return { ...(await files.put(oneChunk(bytes), { maxBytes: mostLogoBytes })), mediaType };
  }

  /** Another one with the name, or another one that became the default at the same moment. */
  async function clash(error: unknown, { id, name }: StoredTemplate): Promise<never> {
    if (!isUniqueViolation(error)) throw error;
    throw (await isNameTaken(db, name, id)) ? nameTaken(name) : changed();
  }

  async function conditional(id: string, madeOn: string | undefined): Promise<StoredTemplate> {
    if (madeOn === undefined) throw unconditional();
    const before = await found(id);
    if (!matchesTag(madeOn, tagOf(before))) throw changed();
    return before;
  }

  const about = (id: string) => ({ subjectType: 'report-template', subjectId: id });
  const made = (actor: Actor) => ({ updatedAt: now().toISOString(), updatedBy: actor.name });

  return {
    async list(request) {
      const page = await listTemplates(db, request);
      return { ...page, items: page.items.map(shown) };
    },
    get: async (id) => shown(await found(id)),
    async versions(id, request) {
      await found(id);
      const page = await listEditions(db, id, request);
      return { ...page, items: page.items.map(shownVersion) };
    },
    async logo(id, sha256) {
      await found(id);
      const logo = await findLogo(db, id, sha256);
      if (logo === undefined) throw new Problem('logo-not-found', 404, 'The template has no such logo');
      return { mediaType: logo.mediaType, content: await files.open(sha256) };
    },
    async create({ name, isDefault, logo, ...content }, actor) {
      const id = newId();
      if (await isNameTaken(db, name, id)) throw nameTaken(name);
      const after: StoredTemplate = { id, name, isDefault, version: 1, content, logo: await stored(logo), ...made(actor) };
      const insert = db.transaction(async (trx) => {
        await insertTemplate(trx, after);
        await audit.record(trx, { actor, action: 'report-template.created', ...about(id), newValue: after });
      });
      await insert.catch((error: unknown) => clash(error, after));
      return shown(after);
    },
    async change(id, { madeOn, name, isDefault, logo, ...content }, actor) {
      const before = await conditional(id, madeOn);
      if (await isNameTaken(db, name, id)) throw nameTaken(name);
      const picture = logo === undefined ? before.logo : await stored(logo);
      const after: StoredTemplate = { id, name, isDefault, version: before.version + 1, content, logo: picture, ...made(actor) };
      const update = db.transaction(async (trx) => {
        if (!(await updateTemplate(trx, before, after))) throw changed();
        await audit.record(trx, { actor, action: 'report-template.changed', ...about(id), oldValue: before, newValue: after });
      });
      await update.catch((error: unknown) => clash(error, after));
      return shown(after);
    },
    async remove(id, madeOn, actor) {
      const before = await conditional(id, madeOn);
      await db.transaction(async (trx) => {
        // The next start sweeps the logos.
        if (!(await deleteTemplate(trx, before))) throw changed();
        await audit.record(trx, { actor, action: 'report-template.deleted', ...about(id), oldValue: before });
      });
    },
  };
}

const tagOf = ({ id, version, isDefault }: StoredTemplate): string => entityTag([id, version, isDefault]);

function shown({ content, ...template }: StoredTemplate): ReportTemplate {
  const { id, name, isDefault, version, logo, updatedAt, updatedBy } = template;
  return { id, name, isDefault, version, tag: tagOf({ content, ...template }), ...content, logo, updatedAt, updatedBy };
}

function shownVersion({ version, name, content, logo, updatedAt, updatedBy }: Omit<StoredTemplate, 'isDefault'>): ReportTemplateVersion {
  return { version, name, ...content, logo, updatedAt, updatedBy };
}

function bytesOf(base64: string): Buffer {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64) || base64.length % 4 !== 0) throw unusable('it did not arrive as base64');
  return Buffer.from(base64, 'base64');
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function nameTaken(name: string): Problem {
  return new Problem('report-template-name-taken', 409, 'Another report template has this name', {
    detail: `There is a template "${name}" already. Choose another name, or change that one.`,
  });
}

function changed(): Problem {
  return new Problem('report-template-changed', 412, 'Somebody else has changed this report template', {
    detail: 'Load it again, look at what is different, and make your change once more.',
  });
}

function unconditional(): Problem {
  return new Problem('precondition-required', 428, 'Say which state you are changing', {
    detail: 'Send the tag of the template that you have looked at as If-Match, so that nobody else’s change is overwritten.',
  });
}
