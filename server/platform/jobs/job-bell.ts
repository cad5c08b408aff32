/**
 * Rings between the service that takes orders and the runner of the same process, so that neither waits for the other's next look into
 * the database. Only a shortcut: what another process asks for is found by looking.
 */
export interface JobBell {
  /** A job was added. Its transaction may still be open. */
  added(): void;
  /** A person wants this job to stop; the database knows it already. */
  cancelled(id: string): void;
  listen(listener: JobListener): () => void;
}

export interface JobListener {
  onAdded(): void;
  onCancelled(id: string): void;
}

export function createJobBell(): JobBell {
  const listeners = new Set<JobListener>();
  return {
    added() {
      for (const listener of listeners) listener.onAdded();
    },
    cancelled(id) {
      for (const listener of listeners) listener.onCancelled(id);
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
