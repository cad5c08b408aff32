import type { Actor } from '../../accounts/actor.ts';
import type { AuditTrail } from '../../accounts/audit.service.ts';
import type { Clock } from '../../platform/clock.ts';
import { type Db, isUniqueViolation } from '../../platform/database/database.ts';
import type { ContentStore } from '../../platform/files/content-store.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import { newId } from '../../platform/ids.ts';
import { Problem } from '../../platform/problem.ts';
import type { WorkerProcess } from '../../platform/workers/worker-process.ts';
import { handedInFiles } from '../import-reading.ts';
import type { ImportAnswers } from '../imports/import.types.ts';
import { fingerprintOf } from '../imports/previews/fingerprint.ts';
import type { RawFile } from '../recording.schema.ts';
import type { RecordingService } from '../recording.service.ts';
import { builtInPage, isBuiltIn } from './built-in-template.ts';
import { identify } from './file-identity.ts';
import {
  deleteTemplate,
  findTemplate,
  insertNextVersion,
  insertTemplate,
  listTemplates,
  renameTemplate,
  type StoredTemplate,
  versionsOf,
} from './template.repository.ts';
import type {
  Fingerprint,
  LoggerTemplate,
  LoggerTemplateDetail,
  NewLoggerTemplate,
  NewTemplateVersion,
  TemplateFile,
} from './template.schema.ts';
import { readTemplateAnswers } from './template-answers.ts';

export interface TemplateService {
  list(request: PageRequest): Promise<Page<LoggerTemplate>>;
  /** @throws Problem `template-not-found` */
  getDetail(id: string): Promise<LoggerTemplateDetail>;
  /** @throws Problem `recording-not-found`, `template-impossible`, `template-exists` */
  create(input: NewLoggerTemplate, actor: Actor): Promise<LoggerTemplate>;
  createVersion(id: string, input: NewTemplateVersion, actor: Actor): Promise<LoggerTemplate>;
  /** @throws Problem `template-not-found`, `template-exists` */
  rename(id: string, name: string, actor: Actor): Promise<LoggerTemplate>;
  delete(id: string, actor: Actor): Promise<void>;
  exportFile(id: string): Promise<TemplateFile>;
  importFile(file: TemplateFile, actor: Actor): Promise<LoggerTemplate>;
}

interface Deps {
  db: Db;
  now: Clock;
  audit: AuditTrail;
  recordings: RecordingService;
  files: ContentStore;
  worker: WorkerProcess;
}

/** What a recording was read with. */
type Settings = NonNullable<Awaited<ReturnType<RecordingService['getDetail']>>['importSettings']>;

interface Draft {
  readonly name: string;
  readonly fingerprint: Fingerprint;
  readonly answers: ImportAnswers;
  readonly note: string | null;
}

export function createTemplateService({ db, now, audit, recordings, files, worker }: Deps): TemplateService {
  async function get(id: string): Promise<StoredTemplate> {
    const found = await findTemplate(db, { id });
    if (!found)
      throw new Problem('template-not-found', 404, 'There is no such template', { detail: 'List the templates to see their names.' });
    return found;
  }

  /** Looks at the raw files again: they are kept, and unchanged. */
  async function fingerprintFiles(named: readonly RawFile[], { answers, siteZone }: Settings): Promise<Fingerprint | null> {
    const folder = files.stage('template');
    try {
      const input = { files: await handedInFiles({ db, files }, named), answers: answers as ImportAnswers, siteZone, folder };
      return (await identify(worker, input, new AbortController().signal)) as Fingerprint | null;
    } finally {
      files.discard(folder);
    }
  }

  async function insert({ name, fingerprint, answers, note }: Draft, actor: Actor): Promise<StoredTemplate> {
    const key = fingerprintOf(fingerprint);
    const twin = await findTemplate(db, { fingerprint: key });
    if (twin) throw templateExists(twin, 'Files of this logger are already read with it.');
    const template: StoredTemplate = {
      id: newId(),
      name,
      version: 1,
      answers: { ...answers },
      note,
      isBuiltIn: false,
      fingerprint,
      createdAt: now().toISOString(),
      createdBy: actor.name,
    };
    await db
      .transaction(async (trx) => {
        await insertTemplate(trx, template, key);
        await audit.record(trx, {
          actor,
          action: 'import-template.created',
          subjectType: 'import-template',
          subjectId: template.id,
          newValue: template,
        });
      })
      .catch((error: unknown) => {
        if (isUniqueViolation(error)) throw templateExists(template, 'Another logger has a template of this name.');
        throw error;
      });
    return template;
  }

  async function nextVersion(before: StoredTemplate, change: { answers: ImportAnswers; note: string | null }, actor: Actor) {
    const next = {
      version: before.version + 1,
      answers: { ...change.answers },
      note: change.note,
      createdAt: now().toISOString(),
      createdBy: actor.name,
    };
    await db.transaction(async (trx) => {
      if (!(await insertNextVersion(trx, before.id, next)))
        throw new Problem('template-changed', 409, 'The template was changed by somebody else meanwhile', {
          detail: 'Read it again, then change it.',
        });
      await audit.record(trx, {
        actor,
        action: 'import-template.changed',
        subjectType: 'import-template',
        subjectId: before.id,
        oldValue: { version: before.version, answers: before.answers, note: before.note },
        newValue: next,
      });
    });
    return get(before.id);
  }

  return {
    async list(request) {
      const builtIn = builtInPage(request);
      const page = await listTemplates(db, { ...request, limit: Math.max(1, (request.limit ?? 50) - builtIn.length) });
      return { ...page, items: [...builtIn, ...page.items] };
    },
    async getDetail(id) {
      return { template: await get(id), versions: await versionsOf(db, id) };
    },
    async create({ recordingId, name, note }, actor) {
      const { importSettings, importReport, files: named } = await recordings.getDetail(recordingId);
      const isKnown = isBuiltIn(importReport.template?.split('@')[0] ?? '');
      const fingerprint = importSettings === null || isKnown ? null : await fingerprintFiles(named, importSettings);
      if (importSettings === null || fingerprint === null)
        throw new Problem('template-impossible', 422, 'This recording cannot become a template', {
          detail: 'Nothing in its files identifies the logger: they have no header, or they were read by a built-in template.',
        });
      const answers = readTemplateAnswers({ ...importSettings.answers, ...mappingOf(importSettings) });
      return insert({ name, fingerprint, answers, note: note ?? null }, actor);
    },
    async createVersion(id, { answers, note }, actor) {
      return nextVersion(await get(id), { answers: readTemplateAnswers(answers), note: note ?? null }, actor);
    },
    async rename(id, name, actor) {
      const before = await get(id);
      if (before.name === name) return before;
      await db
        .transaction(async (trx) => {
          await renameTemplate(trx, id, name);
          await audit.record(trx, {
            actor,
            action: 'import-template.renamed',
            subjectType: 'import-template',
            subjectId: id,
            oldValue: { name: before.name },
            newValue: { name },
          });
        })
        .catch((error: unknown) => {
          if (isUniqueViolation(error)) throw templateExists({ ...before, name }, 'Another logger has a template of this name.');
          throw error;
        });
      return get(id);
    },
    async delete(id, actor) {
      const before = await get(id);
      await db.transaction(async (trx) => {
        await deleteTemplate(trx, id);
        await audit.record(trx, {
          actor,
          action: 'import-template.deleted',
          subjectType: 'import-template',
          subjectId: id,
          oldValue: before,
        });
      });
    },
    async exportFile(id) {
      const { name, version, answers, note, fingerprint, createdBy, createdAt } = await get(id);
      return {
        format: 'sightglass-logger-template',
        formatVersion: 1,
        name,
        version,
        answers,
        note,
        fingerprint,
        author: createdBy,
        createdAt,
      };
    },
    async importFile({ name, answers, note, fingerprint, author, version }, actor) {
      const read = readTemplateAnswers(answers);
      const from = `${author}, version ${version}`;
      const same = await findTemplate(db, { name });
      const words = note ?? `Taken in from a file of ${from}.`;
      if (same && fingerprintOf(same.fingerprint) === fingerprintOf(fingerprint))
        return nextVersion(same, { answers: read, note: words }, actor);
      return insert({ name, fingerprint, answers: read, note: words }, actor);
    },
  };
}

/** What was answered or confirmed about the channels holds for the next file, too. */
function mappingOf({ mapping }: Settings) {
  const said = mapping.filter(({ confidence }) => confidence === 'confirmed');
  return said.length === 0 ? {} : { mapping: Object.fromEntries(said.map(({ name, target }) => [name, target])) };
}

function templateExists({ name, version }: Pick<LoggerTemplate, 'name' | 'version'>, why: string): Problem {
  return new Problem('template-exists', 409, 'There is already such a template', {
    detail: `It is called "${name}" (version ${version}). ${why} Change that one, or choose another name.`,
  });
}
