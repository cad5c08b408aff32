import { hashOfFile } from '../platform/files/file-hash.ts';
import { Problem } from '../platform/problem.ts';
import type { TaskContext } from '../platform/workers/worker-host.ts';
import type { ImportFile } from './imports/import.types.ts';

/**
 * Are the bytes still those that were handed in? What is read from a damaged raw file would look measured. Runs in the import worker.
 * @throws Problem `raw-file-damaged`, `file-not-uploaded`
 */
export async function checkRawFiles({ files }: { files: readonly ImportFile[] }, { signal, onProgress }: TaskContext): Promise<void> {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const startedMs = performance.now();
  let before = 0;
  for (const { path, name, sha256, bytes } of files) {
    const found = await hashOfFile(path, {
      signal,
      onProgress(read) {
        const done = before + read;
        const ratePerSecond = (1000 * done) / Math.max(1, performance.now() - startedMs);
        onProgress({ phase: 'hashing', done, total, unit: 'bytes', ratePerSecond });
      },
    });
    if (!found) throw notThere(name);
    if (found.sha256 !== sha256) throw damaged(name, sha256);
    before += bytes;
  }
}

export function notThere(name: string): Problem {
  return new Problem('file-not-uploaded', 404, 'A file has not been handed in yet', {
    detail: `"${name}" is not in the data folder. Hand it in, or restore it from a backup.`,
  });
}

function damaged(name: string, sha256: string): Problem {
  return new Problem('raw-file-damaged', 500, 'The kept file is damaged', {
    detail: `The bytes of "${name}" are not those that were handed in. Nothing was read from it. Hand the file in again, or restore it from a backup.`,
    extra: { file: sha256 },
  });
}
