import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileDurably } from '../../platform/files/durable.ts';
import type { Key } from './exported-row.queries.ts';

/** How far a table is: what stands in its files up to `bytes` is whole and on the disk. */
export interface TableWork {
  bound: string | null;
  expected: number;
  rows: number;
  after: Key | null;
  /** Finished files, and the one in the making with the bytes that count. */
  files: { name: string; bytes: number }[];
  isDone: boolean;
}

export interface WorkState {
  readonly snapshotAt: string;
  readonly tables: Record<string, TableWork>;
}

/** An export in the making: its files and how far they are, so that a job that was killed goes on where it was. */
export interface WorkFolder {
  readonly path: string;
  load(): WorkState | null;
  /** The bytes it speaks of must have been synced. */
  save(state: WorkState): void;
  /** Opens a file to go on writing behind `bytes`; what stands there beyond is cut off. */
  continueFile(name: string, bytes: number): Promise<FileHandle>;
  pathOf(name: string): string;
  remove(): void;
}

export interface WorkFolders {
  of(exportId: string): WorkFolder;
  list(): string[];
}

export function openWorkFolders(root: string): WorkFolders {
  return {
    of: (exportId) => openWork(join(root, exportId)),
    list: () => (existsSync(root) ? readdirSync(root) : []),
  };
}

function openWork(path: string): WorkFolder {
  const stateFile = join(path, 'state.json');
  return {
    path,
    load() {
      mkdirSync(path, { recursive: true, mode: 0o700 });
      try {
        return JSON.parse(readFileSync(stateFile, 'utf8')) as WorkState;
      } catch {
        // Nothing was ever saved, or it cannot be read: everything is written anew.
        return null;
      }
    },
    save: (state) => writeFileDurably(stateFile, JSON.stringify(state)),
    async continueFile(name, bytes) {
      const file = await open(join(path, name), existsSync(join(path, name)) ? 'r+' : 'w+', 0o600);
      await file.truncate(bytes);
      return file;
    },
    pathOf: (name) => join(path, name),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
