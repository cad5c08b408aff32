import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import type { Appliance } from '../app.ts';
import type { ImportReport } from '../measurements/import-report.schema.ts';
import type { ImportAnswers, ImportFile } from '../measurements/imports/import.types.ts';
import type { ChannelSuggestion } from '../measurements/mappings/mapping.schema.ts';
import type { NewImport } from '../measurements/recording.schema.ts';

export interface Checked {
  readonly report: ImportReport;
  readonly mapping: readonly ChannelSuggestion[];
  readonly skippedFiles: readonly { readonly name: string; readonly reason: string }[];
}

/** Reads files where they lie and tells what an import would; nothing is copied, nothing is stored. One entry per recording. */
export async function checkFiles(
  { previews, systems }: Appliance,
  found: readonly { readonly path: string; readonly name: string }[],
  input: Omit<NewImport, 'files'>,
): Promise<Checked[]> {
  await systems.getDetail(input.systemId);
  const files: ImportFile[] = [];
  for (const { path, name } of found) files.push({ path, name, sha256: await hashOf(path), bytes: statSync(path).size });
  const request = { systemId: input.systemId, files, answers: (input.answers ?? {}) as ImportAnswers, template: input.template };
  const readings = await previews.dryRun(request, { signal: new AbortController().signal, onProgress: () => undefined });
  return readings.map(({ report, settings, imported }) => ({
    report,
    mapping: settings.mapping,
    skippedFiles: imported.result.skippedFiles,
  }));
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}
