import { join, posix } from 'node:path';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database/database.ts';
import type { ContentStore } from '../platform/files/content-store.ts';
import { Problem } from '../platform/problem.ts';
import type { RunOptions, WorkerProcess } from '../platform/workers/worker-process.ts';
import type { Channel } from '../systems/system.schema.ts';
import type { ImportReport } from './import-report.schema.ts';
import type { ImportSettings } from './import-settings.schema.ts';
import type {
  ImportAnswers,
  ImportedRecording,
  ImportFile,
  ImportInput,
  ImportOutcome,
  ImportRecipe,
  ImportReport as WorkerReport,
} from './imports/import.types.ts';
import { documentedSignals, explainedNames, suggestChannels, withSignals } from './mappings/channel-suggestion.ts';
import { findMapping, hasMapping } from './mappings/mapping.repository.ts';
import type { ChannelSuggestion } from './mappings/mapping.schema.ts';
import { findRawFile } from './raw-file.repository.ts';
import { notThere } from './raw-file-check.ts';
import { createIdentity, type Identity } from './templates/file-identity.ts';
import { readMapping } from './templates/template-answers.ts';
import { type ChosenTemplate, chooseTemplate } from './templates/template-choice.ts';

/** A hostile file may keep its worker busy for no longer than this: a second per MB on top of ten minutes, and no silence in between. */
export const readingTimes = (bytes: number): { deadlineMs: number; stallMs: number } => ({
  deadlineMs: 600_000 + bytes / 1000,
  stallMs: 120_000,
});

export interface ReadingDeps {
  readonly db: Db;
  readonly worker: WorkerProcess;
  readonly maxUploadBytes: number;
}

export interface ReadingInput {
  readonly systemId: string;
  readonly systemChannels: readonly Channel[];
  readonly siteZone: string;
  readonly files: readonly ImportFile[];
  readonly answers: ImportAnswers;
  readonly template: string | undefined;
  /** Where the series file and the list of rejected rows go. */
  readonly folder: string;
}

/** One recording as read: what an import keeps, and what a dry run throws away. */
export interface Reading {
  readonly imported: ImportedRecording;
  readonly recipe: ImportRecipe;
  readonly report: ImportReport;
  readonly settings: ImportSettings;
  /** Of the files' logger, where somebody said what its channels are. */
  readonly fingerprint: string | null;
}

/** Reads files the way an import does: template, worker, meaning of the channels. Nothing is stored outside of the folder. */
export async function readFiles(
  deps: ReadingDeps,
  input: ReadingInput,
  run: Omit<RunOptions, 'deadlineMs' | 'stallMs'>,
): Promise<Reading[]> {
  const identity = createIdentity(deps.worker, input, run.signal);
  const chosen = await chooseTemplate(deps.db, input, identity);
  const workerInput = toWorkerInput(input, chosen, deps.maxUploadBytes);
  const bytes = input.files.reduce((sum, file) => sum + file.bytes, 0);
  const options = { ...run, ...readingTimes(bytes) };
  const outcome = (await deps.worker.run('import', workerInput, options).catch((error: unknown) => {
    throw aboutFiles(error, input.files);
  })) as ImportOutcome;
  const readings: Reading[] = [];
  for (const imported of outcome.recordings) {
    const { report, recipe } = imported.result;
    const { mapping, fingerprint } = await suggestMapping(deps.db, input, { report, recipe, answers: chosen.answers, identity });
    readings.push({
      imported,
      recipe: withSignals(recipe, mapping),
      report: toReport(imported, chosen, mapping),
      settings: { answers: { ...chosen.answers }, siteZone: input.siteZone, builtIn: chosen.builtIn ?? null, mapping },
      fingerprint,
    });
  }
  return readings;
}

/** A worker that had to be stopped does not know what it was reading: the person who waits wants to. */
function aboutFiles(error: unknown, files: readonly ImportFile[]): unknown {
  if (!(error instanceof Problem) || !['worker-out-of-memory', 'worker-timeout'].includes(error.code)) return error;
  const words: Readonly<Record<string, string>> = {
    'worker-out-of-memory': 'reading it took more memory than it may',
    'worker-timeout': 'reading it led nowhere',
  };
  const [first] = files;
  const name = files.length === 1 ? `"${first?.name}"` : `"${first?.name}" and ${files.length - 1} more files`;
  return new Problem(error.code, error.status, error.message, {
    detail: `${name} could not be read, and nothing was kept: ${words[error.code]}. Everything else goes on. A damaged file does that, or one made to harm: export it again.`,
  });
}

function toWorkerInput(input: ReadingInput, { answers, builtIn }: ChosenTemplate, maxBytes: number): ImportInput {
  const { files, folder, siteZone } = input;
  return {
    files,
    outFile: join(folder, 'series'),
    rejectedFile: join(folder, 'rejected.csv'),
    siteZone,
    answers,
    limits: { maxBytes },
    ...(builtIn === undefined ? {} : { template: builtIn }),
  };
}

/** What the channels of a file probably are in this system, and the fingerprint if somebody said something about such files. */
export async function suggestMapping(
  db: Db,
  { systemId, systemChannels }: Pick<ReadingInput, 'systemId' | 'systemChannels'>,
  read: { report: Pick<ImportReport, 'channels'> | WorkerReport; recipe: ImportRecipe; answers: ImportAnswers; identity: Identity },
): Promise<{ mapping: ChannelSuggestion[]; fingerprint: string | null }> {
  const answered = readMapping(read.answers);
  const isSaid = Object.keys(answered).length > 0 || (await hasMapping(db, systemId));
  const fingerprint = isSaid ? await read.identity() : null;
  const mapping = suggestChannels({
    channels: read.report.channels,
    systemChannels,
    answered,
    confirmed: fingerprint === null ? new Map() : await findMapping(db, systemId, fingerprint),
    documented: documentedSignals(read.recipe),
    explained: explainedNames(read.recipe),
  });
  return { mapping, fingerprint };
}

function toReport({ result }: ImportedRecording, chosen: ChosenTemplate, mapping: readonly ChannelSuggestion[]): ImportReport {
  const report = result.report as unknown as ImportReport;
  return { ...report, template: templateOf(result.recipe, chosen), notes: [...report.notes, ...chosen.notes, ...openSignals(mapping)] };
}

export function templateOf(recipe: ImportRecipe, { template }: ChosenTemplate): string | null {
  if (recipe.kind === 'matrix' && recipe.template !== null) return `${recipe.template.id}@${recipe.template.version}`;
  return template;
}

/** Two signals that are near are both named; nobody chose. */
function openSignals(mapping: readonly ChannelSuggestion[]): string[] {
  return mapping
    .filter(({ confidence }) => confidence === 'open')
    .slice(0, 20)
    .map(({ name, candidates }) => `"${name}" may be ${candidates.map(({ signal }) => signal).join(' or ')}: it was given no signal.`);
}

/** Bytes that were hashed so short a while ago are not hashed again: the usual import follows its upload at once. */
const freshMs = 3_600_000;

/** Files that were kept a while ago are still what was handed in. @throws Problem `raw-file-damaged` */
export async function assertIntact(
  { db, worker, now }: { db: Db; worker: WorkerProcess; now: Clock },
  files: readonly ImportFile[],
  run: Omit<RunOptions, 'deadlineMs' | 'stallMs'>,
): Promise<void> {
  const aged: ImportFile[] = [];
  for (const file of files) {
    const raw = await findRawFile(db, file.sha256);
    if (raw && now().getTime() - Date.parse(raw.createdAt) > freshMs) aged.push(file);
  }
  if (aged.length === 0) return;
  const bytes = aged.reduce((sum, file) => sum + file.bytes, 0);
  await worker.run('check', { files: aged }, { ...run, ...readingTimes(bytes) });
}

/** Handed-in files as the worker reads them. @throws Problem `file-not-uploaded` */
export async function handedInFiles(
  { db, files }: { db: Db; files: ContentStore },
  named: readonly { readonly sha256: string; readonly name: string }[],
): Promise<ImportFile[]> {
  const found: ImportFile[] = [];
  const taken = new Set<string>();
  for (const file of named) {
    const raw = await findRawFile(db, file.sha256);
    // A virus may have been found in it after it was imported.
    if (raw?.state === 'refused') throw new Problem('file-refused', 422, 'This file was refused', { detail: raw.reason ?? file.name });
    if (raw?.state !== 'accepted' || !files.has(file.sha256)) throw notThere(file.name);
    found.push({ path: files.pathOf(file.sha256), name: freeName(file.name, taken), sha256: file.sha256, bytes: raw.bytes });
  }
  return found;
}

/** A recipe calls its files by their names: of two equal ones the second is called `name (2).csv`, in every import and every check alike. */
function freeName(name: string, taken: Set<string>): string {
  const { dir, name: base, ext } = posix.parse(name);
  let free = name;
  for (let n = 2; taken.has(free); n++) free = posix.join(dir, `${base} (${n})${ext}`);
  taken.add(free);
  return free;
}
