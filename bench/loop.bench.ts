import { createReadStream, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { seriesMediaType } from '../server/measurements/recording.schema.ts';
import type { Job } from '../server/platform/jobs/job.schema.ts';
import type { Bench, Measurement, Task } from './bench.types.ts';
import { ensureLoggerFile } from './logger-file.ts';
import { randomSource } from './random-source.ts';
import { type ServedClient, startClient } from './served-client.ts';
import { ensureServedRecording, intervalMs } from './served-recording.ts';
import type { LoopReport } from './watched-server.process.ts';

const askEveryMs = 10;
/** A browser does not heap up questions either: it drops those that nobody waits for any more. */
const mostOpen = 20;
const servedSamples = 10_000_000;

/**
 * A server that takes in a large file over HTTP and imports it while somebody asks for 100 envelopes a second: by how much its event loop
 * is late (99th percentile, ms). No peer has such a server.
 */
export const bench: Bench = {
  title: 'Event loop of the server while it takes in and imports a file and answers 100 envelope requests a second (p99 of its delay)',
  megabytes: 1000,
  async prepare({ folder, megabytes }) {
    const input = join(folder, `logger-${megabytes}mb.csv`);
    ensureLoggerFile(input, { bytes: megabytes * 1e6 });
    const served = await ensureServedRecording(folder, megabytes < 10 ? 100_000 : servedSamples);
    return [{ label: 'import', input, inputBytes: statSync(input).size, out: join(folder, 'loop.out'), more: { ...served } }];
  },
  contenders: { sightglass },
  targets: [{ name: 'event loop delay p99 in ms', value: (of) => of.sightglass!.ms, atMost: 20 }],
};

async function sightglass({ input, more }: Task): Promise<Measurement> {
  const { dataDir, recordingId, systemId } = more as Record<string, string>;
  const client = await startClient(dataDir!, './watched-server.process.ts');
  try {
    const asking = startAsking(client, { recordingId: recordingId!, samples: Number(more?.samples) });
    await asking.first;
    client.process.send('reset');
    const rows = await importFile(client, input, systemId!);
    const report = await new Promise<LoopReport>((resolve) => {
      client.process.once('message', (message) => resolve(message as LoopReport));
      client.process.send('report');
    });
    const { count, p95Ms } = await asking.end();
    const version = `${count} answers, p95 ${p95Ms.toFixed(1)} ms; longest delay ${report.mostMs.toFixed(1)} ms`;
    return { ms: report.p99Ms, isInChildren: true, version, work: { rows } };
  } finally {
    await client.stop();
  }
}

/** Asks for random ranges of all sizes until told to end. */
function startAsking(client: ServedClient, { recordingId, samples }: { recordingId: string; samples: number }) {
  const random = randomSource(5);
  const times: number[] = [];
  let open = 0;
  const ask = async () => {
    const length = samples * 10 ** (-4 * random());
    const from = Math.floor(random() * (samples - length));
    const range = `fromMs=${from * intervalMs}&toMs=${(from + length) * intervalMs}`;
    const started = performance.now();
    open++;
    await client.get(`/api/v1/recordings/${recordingId}/series?channels=0&${range}&buckets=2000`, { accept: seriesMediaType });
    open--;
    times.push(performance.now() - started);
  };
  const first = ask();
  const timer = setInterval(() => open < mostOpen && void ask(), askEveryMs);
  return {
    first,
    async end() {
      clearInterval(timer);
      while (open > 0) await new Promise((resolve) => setTimeout(resolve, askEveryMs));
      times.sort((a, b) => a - b);
      return { count: times.length, p95Ms: times[Math.floor(times.length * 0.95)] ?? Number.NaN };
    },
  };
}

/** Uploads, imports into a system of its own (the same bytes are imported once per system), and answers with the rows. */
async function importFile(client: ServedClient, input: string, systemId: string): Promise<number> {
  const { system } = JSON.parse((await client.get(`/api/v1/systems/${systemId}`)).toString()) as { system: { siteId: string } };
  const own = await client.post('/api/v1/systems', { siteId: system.siteId, name: `Import ${Date.now()}` });
  const file = await client.upload(`/api/v1/uploads?name=${basename(input)}`, createReadStream(input));
  const job = await client.post('/api/v1/imports', { systemId: own.id, files: [{ sha256: file.sha256, name: file.name }] });
  for (;;) {
    const { state, result, problem } = JSON.parse((await client.get(`/api/v1/jobs/${String(job.id)}`)).toString()) as Job;
    if (state === 'failed') throw new Error(JSON.stringify(problem));
    if (state === 'done') return await rowsOf(client, String(result?.recordingId));
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function rowsOf(client: ServedClient, recordingId: string): Promise<number> {
  const detail = JSON.parse((await client.get(`/api/v1/recordings/${recordingId}`)).toString()) as {
    importReport: { acceptedRows: number };
  };
  return detail.importReport.acceptedRows;
}
