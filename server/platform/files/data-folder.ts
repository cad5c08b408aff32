import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { holdLock, type Lock } from '../database/lock.ts';
import { Problem } from '../problem.ts';
import { fileProblem, makeFolder } from './durable.ts';

/** The one folder that holds everything an appliance knows. */
export interface DataFolder {
  readonly root: string;
  readonly databaseFile: string;
  readonly filesRoot: string;
  readonly logFile: string;
  /** True when no other process works in this folder right now; then unfinished files may be swept. */
  withoutOthers<T>(work: () => Promise<T>): Promise<T | undefined>;
  close(): void;
}

/**
 * Opens (and creates) the data folder.
 * @param role `server` refuses a folder that another server has open; `tool` (the command line) may work beside one.
 * @throws Problem `folder-not-writable`, `data-folder-in-use`, `data-folder-busy`
 */
export function openDataFolder(root: string, role: 'server' | 'tool'): DataFolder {
  try {
    makeFolder(root);
    accessSync(root, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw folderProblem(error, root);
  }
  const server = role === 'server' ? holdLock(join(root, 'server.lock'), 'exclusive') : undefined;
  if (role === 'server' && !server) {
    throw new Problem('data-folder-in-use', 409, 'Sightglass is already running on this data folder', {
      detail: `Another Sightglass server has ${root} open. Use that one, stop it first, or choose another folder with --data.`,
    });
  }
  // Everybody at work holds this lock shared; whoever gets it exclusively is alone.
  let presence: Lock = enter(root);
  return {
    root,
    databaseFile: join(root, 'sightglass.sqlite'),
    filesRoot: join(root, 'files'),
    logFile: join(root, 'logs', 'sightglass.log'),
    async withoutOthers(work) {
      presence.release();
      const alone = holdLock(join(root, 'presence.lock'), 'exclusive');
      try {
        return alone ? await work() : undefined;
      } finally {
        alone?.release();
        presence = enter(root);
      }
    },
    close() {
      presence.release();
      server?.release();
    },
  };
}

/** Waits while somebody tidies up; without this lock our unfinished files could be swept from under us. */
function enter(root: string): Lock {
  const presence = holdLock(join(root, 'presence.lock'), 'shared');
  if (presence) return presence;
  throw new Problem('data-folder-busy', 503, 'The data folder is being tidied up', {
    detail: `Another Sightglass process is still tidying up ${root}. Try again in a minute.`,
  });
}

function folderProblem(error: unknown, root: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== 'EEXIST' && code !== 'ENOTDIR') return fileProblem(error, root);
  return new Problem('folder-not-writable', 403, 'The folder cannot be written', {
    detail: `${root} is not a folder but a file, or lies within one. Choose another folder.`,
    cause: error,
  });
}
