import { chmodSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { systemActor } from './accounts/actor.ts';
import { type Appliance, openAppliance } from './app.ts';
import { startRetentionRounds } from './measurements/retention/retention.jobs.ts';
import type { Config } from './platform/config/config.ts';
import { Problem } from './platform/problem.ts';

export interface RunningServer {
  readonly appliance: Appliance;
  /** Where a browser reaches it; null on a socket. */
  readonly url: string | null;
  /** One-time set-up token while nobody has an account. */
  readonly setupToken: string | undefined;
  startDemo(): Promise<string>;
  stop(): Promise<void>;
}

/** Opens the data folder, listens, and starts working on jobs. */
export async function serve({ config, userInterface }: { config: Config; userInterface: boolean }): Promise<RunningServer> {
  const appliance = await openAppliance({ config, role: 'server', ...(userInterface ? { userInterface: userInterfaceFolder() } : {}) });
  try {
    const app = await appliance.buildHttp();
    const { listen } = config;
    if (listen.kind === 'socket') {
      await app.listen({ path: listen.path });
      if (process.platform !== 'win32') chmodSync(listen.path, 0o600);
    } else {
      await app.listen({ host: listen.host, port: listen.port }).catch((error: unknown) => Promise.reject(portProblem(error, listen.port)));
    }
    appliance.runner.start();
    const endRounds = startRetentionRounds(appliance);
    const address = app.server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const setupToken = await appliance.accounts.issueSetupToken();
    appliance.logger.info({ listen: listen.kind, port }, 'server is ready');
    return {
      appliance,
      url: listen.kind === 'tcp' ? `http://${listen.host}:${port}` : null,
      setupToken,
      async startDemo() {
        const job = await appliance.enqueueDemo(systemActor.name);
        return job.id;
      },
      async stop() {
        endRounds();
        await app.close();
        await appliance.close();
      },
    };
  } catch (error) {
    await appliance.close();
    throw error;
  }
}

/** Sources lie in server/, compiled files in build/server/; the interface is built to build/renderer either way. */
function userInterfaceFolder(): string {
  const isSource = import.meta.url.endsWith('.ts');
  return fileURLToPath(new URL(isSource ? '../build/renderer' : '../renderer', import.meta.url));
}

function portProblem(error: unknown, port: number): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return new Problem('port-taken', 409, `Port ${port} is taken`, {
      detail: `Another program listens on port ${port}. Stop it, or start Sightglass with --port 0 (any free port) or another number.`,
      cause: error,
    });
  }
  if (code === 'EACCES')
    return new Problem('port-not-allowed', 403, `Port ${port} is not allowed`, {
      detail: 'Ports below 1024 need administrator rights. Use --port 8731.',
      cause: error,
    });
  return error;
}
