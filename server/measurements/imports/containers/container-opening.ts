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
  for (const file of input.files) parts.push(await textPart(file));
  return { parts: distinct(parts), skipped: [] };
}

/** In the order of their names, `log2` before `log10`; a name that occurs again gets a number. */
function distinct(parts: readonly ImportPart[]): ImportPart[] {
  const byName = new Intl.Collator('en', { numeric: true });
  const ordered = parts.toSorted((a, b) => byName.compare(a.name, b.name) || (a.sha256 < b.sha256 ? -1 : 1));
  const taken = new Map<string, number>();
  return ordered.map((part) => {
    const times = (taken.get(part.name) ?? 0) + 1;
    taken.set(part.name, times);
    return times === 1 ? part : { ...part, name: `${part.name} (${times})` };
  });
}

/** A plain or gzip file, to be read as it is. */
export async function textPart(file: ImportFile): Promise<ImportPart> {
  const handle = await open(file.path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    const isPacked = bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
    return { ...file, container: isPacked ? 'gzip' : null, isPacked, source: file, member: null, notes: [] };
  } finally {
    await handle.close();
  }
}
