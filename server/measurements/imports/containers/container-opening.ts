import { open } from 'node:fs/promises';
import type { ImportContext, ImportFile, ImportInput, ImportPart, SkippedFile } from '../import.types.ts';

/** The readable texts of an import. */
export interface OpenedFiles {
  readonly parts: readonly ImportPart[];
  /** What lay in a container and holds no table, with the reason. */
  readonly skipped: readonly SkippedFile[];
}

/** Opens what the handed-in files are packed in; the order of the parts does not depend on the order of the files. */
export async function openContainers(input: ImportInput, _context: ImportContext): Promise<OpenedFiles> {
  const parts: ImportPart[] = [];
  for (const file of input.files) parts.push(await openFile(file));
  return { parts, skipped: [] };
}

async function openFile(file: ImportFile): Promise<ImportPart> {
  const handle = await open(file.path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    const isPacked = bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
    return { ...file, container: isPacked ? 'gzip' : null, isPacked, source: file, member: null, notes: [] };
  } finally {
    await handle.close();
  }
}
