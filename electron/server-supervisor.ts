import { setTimeout as pause } from 'node:timers/promises';
import { type RunningServer, type ServerOptions, startServer } from './server-process.ts';

/** Three crashes without a quiet minute between them: trying again by itself would only hide the trouble. */
const MOST_CRASHES = 3;
const QUIET_MS = 60_000;

export interface SupervisorOptions {
  readonly server: ServerOptions;
  /** Called when the server keeps failing; resolve true to try again. */
  readonly onGivenUp: (reason: string) => Promise<boolean>;
  readonly onEvent: (line: string) => void;
  /** Pause before the first restart, doubled with every further crash. */
  readonly firstPauseMs?: number;
}

export interface Supervisor {
  /** The server when it is up, or as soon as it is up again; undefined when that takes longer than `waitMs` or it has been given up. */
  server(waitMs: number): Promise<RunningServer | undefined>;
  stop(): Promise<void>;
}

type Waiter = (server: RunningServer | undefined) => void;

/** Keeps one server running until it is stopped: restarts it with growing pauses, asks the person after three crashes in a row. */
export function createSupervisor(options: SupervisorOptions): Supervisor {
  let current: RunningServer | undefined;
  const stopping = new AbortController();
  const waiters = new Set<Waiter>();

  function announce(server: RunningServer | undefined): void {
    current = server;
    for (const waiter of [...waiters]) waiter(server);
  }

  /** One life of the server; returns why it ended. */
  async function live(): Promise<string> {
    try {
      const server = await startServer(options.server, stopping.signal);
      if (stopping.signal.aborted) await server.stop();
      else announce(server);
      const reason = await server.ended;
      current = undefined;
      return reason;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  async function run(): Promise<void> {
    for (let crashes = 0; !stopping.signal.aborted; ) {
      const startedMs = Date.now();
      const reason = await live();
      if (stopping.signal.aborted) return;
      crashes = Date.now() - startedMs > QUIET_MS ? 1 : crashes + 1;
      options.onEvent(`${reason}; crash ${crashes} of ${MOST_CRASHES}`);
      if (crashes >= MOST_CRASHES) {
        if (!(await options.onGivenUp(reason))) return announce(undefined);
        crashes = 0;
      }
      await pause((options.firstPauseMs ?? 250) * 2 ** crashes, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  const running = run();
  return {
    server(waitMs) {
      if (current !== undefined || stopping.signal.aborted) return Promise.resolve(current);
      return new Promise((resolve) => {
        const finish: Waiter = (server) => {
          clearTimeout(timer);
          waiters.delete(finish);
          resolve(server);
        };
        const timer = setTimeout(finish, waitMs, undefined);
        waiters.add(finish);
      });
    },
    async stop() {
      stopping.abort();
      announce(current);
      await current?.stop();
      await running;
    },
  };
}
