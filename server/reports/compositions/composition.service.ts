import { join } from 'node:path';
import type { Actor } from '../../accounts/actor.ts';
import type { AuditTrail } from '../../accounts/audit.service.ts';
import { entityTag, matchesTag } from '../../measurements/envelopes/entity-tag.ts';
import type { RecordingService } from '../../measurements/recording.service.ts';
import type { Db } from '../../platform/database/database.ts';
import type { ContentStore } from '../../platform/files/content-store.ts';
import { writeFileDurably } from '../../platform/files/durable.ts';
import { newId, sha256 } from '../../platform/ids.ts';
import type { JobService } from '../../platform/jobs/job.service.ts';
import { Problem } from '../../platform/problem.ts';
import type { WorkerProcess } from '../../platform/workers/worker-process.ts';
import { enqueueRendering } from '../renderings/rendering.jobs.ts';
import { notFrozen } from '../renderings/rendering.store.ts';
import { deleteFiles, findReport } from '../report.repository.ts';
import type { Report } from '../report.schema.ts';
import type { ReportInput } from '../report-input.schema.ts';
import { pinnedFigure } from '../sources/pin.reader.ts';
import { assertStatus, shownName } from '../statuses/status.rules.ts';
import { type ChosenTemplate, editionFor, readTemplate, withTemplate } from '../templates/template.choice.ts';
import { editionAfter } from '../versions/version.edition.ts';
import { firstEdition } from '../versions/version.schema.ts';
import { assertUsable, changedComposition } from './composition.change.ts';
import { compositionOf, updateComposition } from './composition.repository.ts';
import type { ComposedReport, CompositionTask } from './composition.runner.ts';
import type { CompositionChange, CompositionState, NewPin } from './composition-api.schema.ts';
import type { ReportComposition } from './report-composition.schema.ts';

const deadlineMs = 2 * 60_000;
const mostPins = 40;

export interface CompositionService {
  /** @throws Problem `report-not-found`, `report-not-frozen` */
  get(id: string): Promise<CompositionState>;
  /**
   * `madeOn`: the entity tag of the state that was looked at, as in an If-Match header.
   * @throws Problem `precondition-required` without it, `composition-changed` when somebody else was faster, `report-status` when it is no
   * draft any more, `wording-unusable`, `report-template-not-found`
   */
  change(id: string, change: CompositionChange & { madeOn: string | undefined }, actor: Actor): Promise<CompositionState>;
  /** @throws Problem `report-status`, `pin-elsewhere`, `pins-full`, what reading the series says */
  pin(id: string, pin: NewPin, actor: Actor): Promise<CompositionState>;
}

interface Deps {
  readonly db: Db;
  readonly audit: AuditTrail;
  readonly files: ContentStore;
  readonly jobs: JobService;
  readonly recordings: RecordingService;
  /** Composes; a process that may die. */
  readonly worker: WorkerProcess;
}

/** What people choose and write in drafts. A change composes the document anew from what was frozen, and has its files written. */
export function createCompositionService({ db, audit, files, jobs, recordings, worker }: Deps): CompositionService {
  async function read(id: string): Promise<{ report: Report & { inputSha256: string }; composition: ReportComposition }> {
    const report = await findReport(db, { id });
    if (!report) throw new Problem('report-not-found', 404, 'There is no such report');
    const { inputSha256 } = report;
    if (inputSha256 === null) throw notFrozen(report);
    (await files.open(inputSha256)).destroy();
    return { report: { ...report, inputSha256 }, composition: await compositionOf(db, id) };
  }

  async function chosenTemplate(templateId: string | null): Promise<ChosenTemplate | null> {
    const edition = await editionFor(db, templateId);
    return edition && readTemplate({ db, files }, edition);
  }

  async function compose(task: CompositionTask): Promise<ComposedReport> {
    return (await worker.run('composition', task, {
      signal: new AbortController().signal,
      deadlineMs,
      onProgress: () => undefined,
    })) as ComposedReport;
  }

  /** Stores a composition with the document that follows from it, both or neither. */
  async function store(
    report: Report,
    next: { composition: ReportComposition; before: ReportComposition; input: { path: string; sha256: string } },
    what: { actor: Actor; action: string },
  ): Promise<void> {
    const folder = files.stage('composition');
    try {
      const { edition } = await editionAfter({ db, files }, report.supersedesId);
      const task = { inputPath: next.input.path, composition: next.composition, edition, folder };
      const { content, title, faults, history } = await compose(task);
      assertUsable(faults);
      if (content === null) throw new Error('the worker wrote no document');
      await files.adopt(content.path, content);
      await db.transaction(async (trx) => {
        const to = { composition: next.composition, title, inputSha256: next.input.sha256, contentSha256: content.sha256, history };
        if (!(await updateComposition(trx, report, to))) throw draftChanged(report);
        await deleteFiles(trx, report.id, ['draft']);
        await audit.record(trx, {
          actor: what.actor,
          action: what.action,
          subjectType: 'report',
          subjectId: report.id,
          oldValue: { revision: report.revision, composition: withoutLogo(next.before) },
          newValue: { revision: report.revision + 1, composition: withoutLogo(next.composition) },
        });
        await enqueueRendering(trx, jobs, { report, createdBy: what.actor.name });
      });
    } finally {
      files.discard(folder);
    }
  }

  async function get(id: string): Promise<CompositionState> {
    const { report, composition } = await read(id);
    const { outline, unused } = await compose({
      inputPath: files.pathOf(report.inputSha256),
      composition,
      edition: firstEdition,
      folder: null,
    });
    const { revision, status, contentSha256 } = report;
    return { tag: tagOf(report), reportId: id, revision, status, contentSha256, composition, outline, unused };
  }

  return {
    get,
    async change(id, { madeOn, templateId, ...change }, actor) {
      if (madeOn === undefined) throw unconditional();
      const { report, composition: before } = await read(id);
      assertStatus(report, 'draft', 'edited');
      if (!matchesTag(madeOn, tagOf(report))) throw draftChanged(report);
      const edited = changedComposition(before, change, actor.name);
      const composition = templateId === undefined ? edited : withTemplate(edited, await chosenTemplate(templateId), actor.name);
      const input = { path: files.pathOf(report.inputSha256), sha256: report.inputSha256 };
      if (JSON.stringify(composition) !== JSON.stringify(before)) {
        await store(report, { composition, before, input }, { actor, action: 'report.composed' });
      }
      return get(id);
    },
    async pin(id, pin, actor) {
      const { report, composition: before } = await read(id);
      assertStatus(report, 'draft', 'edited');
      if (!report.recordingIds.includes(pin.recordingId)) throw elsewhere(report);
      if (before.pins.length >= mostPins)
        throw new Problem('pins-full', 409, `A report holds ${mostPins} pinned figures`, { detail: 'Remove one first.' });
      const made = { ...pin, id: newId(), author: actor.name };
      const figure = await pinnedFigure(recordings, made);
      const folder = files.stage('pin');
      try {
        const input = await frozenWith(report.inputSha256, figure, folder);
        const composition = { ...before, pins: [...before.pins, made] };
        await store(report, { composition, before, input }, { actor, action: 'report.pinned' });
      } finally {
        files.discard(folder);
      }
      return get(id);
    },
  };

  /** The frozen input with one figure more, as a file of its own: the one before stays what it was. */
  async function frozenWith(inputSha256: string, figure: ReportInput['pinned'][number], folder: string) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of (await files.open(inputSha256)) as AsyncIterable<Uint8Array>) chunks.push(chunk);
    const input = JSON.parse(Buffer.concat(chunks).toString('utf8')) as ReportInput;
    const bytes = Buffer.from(JSON.stringify({ ...input, pinned: [...input.pinned, figure] }));
    const path = join(folder, 'input');
    writeFileDurably(path, bytes);
    const file = { sha256: sha256(bytes), bytes: bytes.byteLength };
    await files.adopt(path, file);
    return { path: files.pathOf(file.sha256), sha256: file.sha256 };
  }
}

const tagOf = ({ id, revision, status }: Report): string => entityTag([id, revision, status]);

/** A logo is in the template; the trail needs its name only. */
function withoutLogo({ template, ...rest }: ReportComposition): object {
  return { ...rest, template: template && { id: template.id, version: template.version, name: template.name } };
}

export function draftChanged(report: Report): Problem {
  return new Problem('composition-changed', 412, 'Somebody else has changed this draft', {
    detail: `Report ${shownName(report)} is not as you looked at it. Load it again, look at what is different, and make your change once more.`,
  });
}

function unconditional(): Problem {
  return new Problem('precondition-required', 428, 'Say which state you are changing', {
    detail: 'Send the tag of the composition that you have looked at as If-Match, so that nobody else’s change is overwritten.',
  });
}

function elsewhere(report: Report): Problem {
  return new Problem('pin-elsewhere', 409, 'This report does not speak of that recording', {
    detail: `Report ${shownName(report)} speaks of other recordings. Pin the figure to a report on this recording.`,
  });
}
