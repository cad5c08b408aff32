// The server as `serve` starts it, with a watch on its event loop: 'reset' begins a measurement, 'report' answers with it.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { readConfig } from '../server/platform/config/config.ts';
import { serve } from '../server/serve.ts';

/** What the event loop was late by, in ms; a delay includes the 1 ms between two looks. */
export interface LoopReport {
  readonly p99Ms: number;
  readonly mostMs: number;
}

const { values } = parseArgs({ options: { data: { type: 'string' }, port: { type: 'string' } }, allowPositionals: true });
const server = await serve({ config: readConfig({ data: values.data, port: values.port }), userInterface: false });
const watch = monitorEventLoopDelay({ resolution: 1 });
watch.enable();
process.on('message', (word) => {
  if (word === 'reset') watch.reset();
  else process.send?.({ p99Ms: watch.percentile(99) / 1e6, mostMs: watch.max / 1e6 } satisfies LoopReport);
});
process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)));
process.stdout.write(`Sightglass is ready: ${server.url}\n`);
