/** A page cannot see how far an upload over the private scheme has come, nor stop it (measured with Electron 33): the shell does both. */
export interface UploadWatch {
  /** Registers an upload under the page's own id; `undefined` when the page gave none. */
  begin(id: string | null): Upload | undefined;
  /** Breaks the upload off; the server sees a request that ends too early and keeps nothing of it. */
  cancel(id: string): void;
}

export interface Upload {
  readonly signal: AbortSignal;
  /** More bytes have gone to the server. */
  count(bytes: number): void;
  end(): void;
}

/** Often enough for the eye, seldom enough for two processes. */
const INTERVAL_MS = 100;

/** @param report called with the sum of bytes sent so far, at most ten times a second and once at the end */
export function createUploadWatch(report: (id: string, bytes: number) => void): UploadWatch {
  const running = new Map<string, AbortController>();
  return {
    begin(id) {
      if (id === null || !/^[\w-]{8,64}$/.test(id) || running.has(id)) return undefined;
      const controller = new AbortController();
      running.set(id, controller);
      let sum = 0;
      let reportedMs = 0;
      return {
        signal: controller.signal,
        count(bytes) {
          sum += bytes;
          if (Date.now() - reportedMs < INTERVAL_MS) return;
          reportedMs = Date.now();
          report(id, sum);
        },
        end() {
          running.delete(id);
          report(id, sum);
        },
      };
    },
    cancel: (id) => running.get(id)?.abort(),
  };
}
