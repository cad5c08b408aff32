import { join } from 'node:path';
import type { ContentStore } from '../../platform/files/content-store.ts';
import { writeFileDurably } from '../../platform/files/durable.ts';
import { sha256 } from '../../platform/ids.ts';
import type { ReportInput } from '../report-input.schema.ts';

/** What the report is made of, kept whole: later data never changes it. @returns its SHA-256 @param folder a staged one */
export async function freezeInput(files: ContentStore, folder: string, input: ReportInput): Promise<string> {
  const path = join(folder, 'input');
  const bytes = new TextEncoder().encode(JSON.stringify(input));
  writeFileDurably(path, bytes);
  const file = { sha256: sha256(bytes), bytes: bytes.byteLength };
  await files.adopt(path, file);
  return file.sha256;
}
