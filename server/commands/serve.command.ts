import { readConfig } from '../platform/config/config.ts';
import { type RunningServer, serve } from '../serve.ts';
import { type Command, type Output, parse } from './command.ts';

const options = { host: { type: 'string' }, port: { type: 'string' } } as const;

export const serveCommand: Command = {
  usage: 'serve [--port N] [--host ADDRESS]',
  async run(args, { output }) {
    const { values } = parse(args, options, { least: 0, most: 0 });
    const server = await serve({ config: readConfig(values), userInterface: true });
    announce(server, output);
    await untilStopped(server);
  },
};

export function announce(server: RunningServer, output: Output): void {
  output.say(`\nSightglass is ready: ${server.url}`);
  if (server.setupToken)
    output.say(
      `Nobody has an account yet. Open this link once to become the first admin:\n  ${server.url}/setup#token=${server.setupToken}`,
    );
  output.say('Stop with Ctrl+C.');
}

export async function untilStopped(server: RunningServer): Promise<void> {
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  await server.stop();
}
