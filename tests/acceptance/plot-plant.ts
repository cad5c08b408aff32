import type { APIRequestContext } from '@playwright/test';
import type { LoggerFile } from './logger-file.ts';

/** Ids of what a plot story needs. */
export interface PlotPlant {
  readonly systemId: string;
  readonly recordingId: string;
}

/** A press with a pressure limit and one recording, made by the API: the story is about the plot, not about forms. */
export async function makePlant(request: APIRequestContext, file: LoggerFile): Promise<PlotPlant> {
  const site = await post(request, '/api/v1/sites', { name: 'Hall 3', timeZone: 'Europe/Berlin' });
  const system = await post(request, '/api/v1/systems', { siteId: site.id, name: 'Press 7' });
  const systemId = String(system.id);
  for (const [name, quantity, unit] of [
    ['p_P', 'pressure', 'bar'],
    ['Q_P', 'flow', 'l/min'],
    ['T_T', 'temperature', '°C'],
    ['P_el', 'power', 'kW'],
  ] as const) {
    const channel = await post(request, `/api/v1/systems/${systemId}/channels`, { name, quantity, unit, signal: name });
    if (name === 'p_P') {
      const limit = await post(request, `/api/v1/systems/${systemId}/limits`, {
        ...{ subjectType: 'channel', subject: channel.id, unit, warningHigh: 190, alarmHigh: 210 },
        source: { type: 'manual', reference: 'Manual of the press, page 12' },
        reason: 'First setting',
      });
      const alone = { decision: 'approved', reason: 'Nobody else is here', isAloneAccepted: true };
      await post(request, `/api/v1/limits/${limit.id}/decision`, alone);
    }
  }
  return { systemId, recordingId: await importFile(request, systemId, file) };
}

/** Uploads and imports one file; answers with the id of the recording once it is there. */
export async function importFile(request: APIRequestContext, systemId: string, file: LoggerFile): Promise<string> {
  const upload = await request.post(`/api/v1/uploads?name=${file.name}`, {
    headers: { ...own, 'content-type': 'application/octet-stream' },
    data: Buffer.from(file.text),
  });
  const { sha256 } = (await upload.json()) as { sha256: string };
  const started = await post(request, '/api/v1/imports', { systemId, name: file.name, files: [{ sha256, name: file.name }] });
  for (;;) {
    const job = (await (await request.get(`/api/v1/jobs/${started.id}`)).json()) as { state: string; result?: { recordingId: string } };
    if (job.state === 'done') return String(job.result?.recordingId);
    if (job.state === 'failed' || job.state === 'cancelled') throw new Error(JSON.stringify(job));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const own = { 'x-sightglass': '1' };

async function post(request: APIRequestContext, url: string, data: object): Promise<Record<string, unknown>> {
  const reply = await request.post(url, { headers: own, data });
  if (!reply.ok()) throw new Error(`${url}: ${await reply.text()}`);
  return (await reply.json()) as Record<string, unknown>;
}
