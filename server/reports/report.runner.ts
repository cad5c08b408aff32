import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Value } from 'typebox/value';
import { writeFileDurably } from '../platform/files/durable.ts';
import { collectGarbage } from '../platform/workers/garbage.ts';
import type { TaskContext } from '../platform/workers/worker-host.ts';
import { composeReport } from './document.composer.ts';
import { isLarge } from './formats/document.size.ts';
import type { ReportFormat } from './report.schema.ts';
import { standingOf } from './report.standing.ts';
import type { ReportDocument } from './report-document.schema.ts';
import { ReportTask } from './report-input.schema.ts';
import { previousDocument, withEdition } from './versions/document.edition.ts';
import type { VersionStep } from './versions/version.schema.ts';

export interface WrittenFile {
  format: ReportFormat;
  path: string;
  sha256: string;
  bytes: number;
}

/** The document without status and signatures: its bytes are what is signed. */
export type WrittenContent = Omit<WrittenFile, 'format'>;

export interface WrittenReport {
  readonly files: WrittenFile[];
  readonly content: WrittenContent;
  /** As the document says it, whoever chose it. */
  readonly title: string;
  /** From version to version, up to this one. */
  readonly history: VersionStep[];
}

/** Composes a report and writes its files into the folder of the task. A file that stands there is whole. */
export async function runReport(task: ReportTask, context: TaskContext): Promise<WrittenReport> {
  if (!Value.Check(ReportTask, task)) {
    const [first] = Value.Errors(ReportTask, task);
    throw new Error(`The report task has the wrong shape at ${first?.instancePath ?? '/'}: ${first?.message ?? 'unknown'}`);
  }
  context.signal.throwIfAborted();
  context.onProgress({ phase: 'compose', done: 0, total: task.formats.length + 1, unit: 'steps', ratePerSecond: null });
  const composed = composeReport(task.input, task.composition);
  const { document, history } = withEdition(composed, task.edition, await previousDocument(task.edition));
  const content = write(join(task.folder, `${task.name}.content`), new TextEncoder().encode(JSON.stringify(document)));
  const standing = standingOf({ ...task.standing, contentSha256: content.sha256 }, document.language);
  const files = await writeFormats({ ...document, standing }, task, context);
  return { files, content, title: document.title, history };
}

/** Writes a document in each format; a file that stands there is whole. */
export async function writeFormats(
  document: ReportDocument,
  { formats, folder, name }: Pick<ReportTask, 'formats' | 'folder' | 'name'>,
  { signal, onProgress }: TaskContext,
): Promise<WrittenFile[]> {
  const total = formats.length + 1;
  const tell = (phase: string, done: number) => onProgress({ phase, done, total, unit: 'steps', ratePerSecond: null });
  const files = new Map<ReportFormat, WrittenContent>();
  for (const [index, format] of typesetterLast(formats).entries()) {
    signal.throwIfAborted();
    tell(format, index + 1);
    if (isLarge(document)) await collectGarbage();
    const bytes = await renderFormat(document, format);
    signal.throwIfAborted();
    files.set(format, write(join(folder, `${name}.${format}`), bytes));
  }
  tell('done', total);
  return formats.flatMap((format) => {
    const file = files.get(format);
    return file === undefined ? [] : [{ format, ...file }];
  });
}

function write(path: string, bytes: Uint8Array): WrittenContent {
  writeFileDurably(path, bytes);
  return { path, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.byteLength };
}

/** What the typesetter took, the process keeps: the others would come on top of it. */
function typesetterLast(formats: readonly ReportFormat[]): ReportFormat[] {
  return formats.toSorted((a, b) => Number(a === 'pdf') - Number(b === 'pdf'));
}

type Render = (document: ReportDocument) => Uint8Array | string | Promise<Uint8Array>;

/** Each loads what it needs when it is asked for: a PDF does not wait for the makers of workbooks. */
const renderings: Readonly<Record<ReportFormat, () => Promise<Render>>> = {
  pdf: async () => (await import('./formats/pdf.format.ts')).typesetPdf,
  html: async () => (await import('./formats/html.format.ts')).reportHtml,
  docx: async () => (await import('./formats/docx.format.ts')).reportDocx,
  xlsx: async () => (await import('./formats/xlsx.format.ts')).reportXlsx,
  json: async () => (await import('./formats/json.format.ts')).reportJson,
  csv: async () => (await import('./formats/csv.format.ts')).reportCsv,
};

/** One file of a report, whole. */
export async function renderFormat(document: ReportDocument, format: ReportFormat): Promise<Uint8Array> {
  const render = await renderings[format]();
  const content = await render(document);
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}
