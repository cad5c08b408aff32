import { createPartCache } from '../series/part-cache.ts';
import { openSeries, type SeriesFile } from '../series/series-reader.ts';

const keepOpen = 16;
/** Decoded values at hand, of all files together: 96 MB. Holds the overview levels of some recordings of 100 million samples. */
const mostCachedValues = 12 * 1024 * 1024;

/** Series files by path, the most recently used ones open: opening one reads and checks its directory. */
export interface OpenFiles {
  get(path: string): SeriesFile;
  /** Closes a file that is about to be deleted (an open one cannot be on Windows). */
  forget(path: string): void;
  close(): void;
}

export function createOpenFiles(): OpenFiles {
  const files = new Map<string, SeriesFile>();
  const cache = createPartCache(mostCachedValues);
  return {
    get(path) {
      const known = files.get(path);
      const file = known ?? openSeries(path, cache);
      // Most recently used last, so that the first is the one to close.
      if (known) files.delete(path);
      files.set(path, file);
      for (const [oldest, other] of files) {
        if (files.size <= keepOpen) break;
        other.close();
        files.delete(oldest);
      }
      return file;
    },
    forget(path) {
      files.get(path)?.close();
      files.delete(path);
    },
    close() {
      for (const file of files.values()) file.close();
      files.clear();
    },
  };
}
