import Database from 'better-sqlite3';

export interface Lock {
  release(): void;
}

/** Who comes while somebody is alone waits for the end of that work; tidying up a full disk of files may take a while. */
const patienceMs = 60_000;

/**
 * A lock between processes that the operating system takes back when its holder dies, whatever killed it.
 * SQLite's own file locks serve, because they work alike on Linux, macOS and Windows and Node has no `flock`.
 * @returns undefined when somebody else holds it
 */
export function holdLock(path: string, mode: 'shared' | 'exclusive'): Lock | undefined {
  const file = new Database(path, { timeout: mode === 'shared' ? patienceMs : 0 });
  try {
    file.pragma('journal_mode = DELETE');
    file.exec(mode === 'exclusive' ? 'BEGIN EXCLUSIVE' : 'BEGIN');
    if (mode === 'shared') file.prepare('SELECT count(*) FROM sqlite_schema').get();
    return { release: () => file.close() };
  } catch (error) {
    file.close();
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) return undefined;
    throw error;
  }
}
