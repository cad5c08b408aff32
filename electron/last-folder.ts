import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The folder that was chosen last: where the next dialog opens. Losing it costs a click. */
export function createLastFolder(file: string): { get(): string | undefined; set(folder: string): void } {
  return {
    get() {
      try {
        const { folder } = JSON.parse(readFileSync(file, 'utf8')) as { folder?: unknown };
        return typeof folder === 'string' && statSync(folder).isDirectory() ? folder : undefined;
      } catch {
        return undefined;
      }
    },
    set(folder) {
      try {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(`${file}.new`, JSON.stringify({ folder }), { mode: 0o600 });
        renameSync(`${file}.new`, file);
      } catch {
        // What was saved is saved.
      }
    },
  };
}
