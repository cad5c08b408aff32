import { basename } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { SaveAnswer } from './bridge.schema.ts';
import { type SavedFile, SaveError, saveIntoFolder } from './folder-saving.ts';

interface ReportFiles {
  readonly number: string;
  readonly files: readonly { readonly format: string; readonly name: string; readonly sha256: string }[];
}

export interface ReportSavingOptions {
  /** Asks the server as the page would: for whoever is logged in. */
  fetchForPage(path: string): Promise<Response>;
  /** Shows the person the native dialog. @returns the chosen folder; undefined when there is none */
  chooseFolder(): Promise<string | undefined>;
}

const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Saves all files of a report and its signed bundle into a folder that the person chooses in a native dialog. The page says which report,
 * and nothing else: it neither names nor learns a path.
 */
export async function saveReport(reportId: unknown, { fetchForPage, chooseFolder }: ReportSavingOptions): Promise<SaveAnswer> {
  if (typeof reportId !== 'string' || !idPattern.test(reportId)) throw new Error('no report');
  const address = `/api/v1/reports/${reportId}`;
  const described = await fetchForPage(address);
  if (!described.ok) return { outcome: 'refused', status: described.status, text: await described.text() };
  const report = (await described.json()) as ReportFiles;
  const folder = await chooseFolder();
  if (folder === undefined) return { outcome: 'cancelled' };
  const wanted = [
    ...report.files.map(({ format, name, sha256 }) => ({ path: `${address}/files/${encodeURIComponent(format)}`, name, sha256 })),
    { path: `${address}/bundle`, name: `report-${report.number}.zip`, sha256: undefined },
  ];
  const saved: SavedFile[] = [];
  for (const { path, name, sha256 } of wanted) {
    try {
      const reply = await fetchForPage(path);
      if (!reply.ok || reply.body === null) throw new SaveError('download-failed');
      // The name that the server gives counts: of another version it says so.
      const content = Readable.fromWeb(reply.body as ReadableStream<Uint8Array>);
      saved.push(await saveIntoFolder(folder, { name: nameOf(reply) ?? name, expectedSha256: sha256, content }));
    } catch (error) {
      const fault = error instanceof SaveError ? error.fault : 'download-failed';
      return { outcome: 'failed', folder: basename(folder), file: name, fault, saved };
    }
  }
  return { outcome: 'saved', folder: basename(folder), saved };
}

function nameOf(reply: Response): string | undefined {
  return /filename="([^"]+)"/.exec(reply.headers.get('content-disposition') ?? '')?.[1];
}
