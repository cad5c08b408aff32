import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Job } from '../../server/platform/jobs/job.schema.ts';
import type { Limit } from '../../server/systems/limits/limit.schema.ts';
import type { TestApp } from './test-app.ts';

/** A small logger file: pump pressure, flow and oil temperature, ten minutes at 1 Hz, values made up and said so. */
export function madeUpLoggerFile(rows = 600): string {
  const lines = ['time;Pump pressure [bar];Pump flow [l/min];Oil temperature [°C]'];
  for (let i = 0; i < rows; i++) {
    const at = new Date(Date.UTC(2026, 0, 5, 6, 0, i)).toISOString();
    lines.push(`${at};${(150 + 10 * Math.sin(i / 9)).toFixed(2)};${(24 + Math.cos(i / 7)).toFixed(2)};${(40 + i / 100).toFixed(1)}`);
  }
  return `${lines.join('\r\n')}\r\n`;
}

export async function createSystem(app: TestApp, name = 'Press 4'): Promise<string> {
  const post = (url: string, payload: object) => app.as('engineer', { method: 'POST', url, payload });
  const site = await post('/api/v1/sites', { name: `Site of ${name}` });
  return (await post('/api/v1/systems', { siteId: site.json().id, name })).json().id;
}

/** Proposes a limit as an engineer and approves it as somebody else. */
export async function setLimit(app: TestApp, systemId: string, limit: object): Promise<Limit> {
  const payload = { reason: 'set for a test', ...limit };
  const proposed = await app.as('engineer', { method: 'POST', url: `/api/v1/systems/${systemId}/limits`, payload });
  if (proposed.statusCode !== 201) throw new Error(proposed.body);
  const approval = { decision: 'approved', reason: 'looked at it' };
  const approved = await app.as('approver', { method: 'POST', url: `/api/v1/limits/${proposed.json().id}/decision`, payload: approval });
  if (approved.statusCode !== 200) throw new Error(approved.body);
  return approved.json();
}

export async function upload(app: TestApp, name: string, content: string | Buffer): Promise<{ sha256: string; name: string }> {
  const reply = await app.as('technician', {
    method: 'POST',
    url: `/api/v1/uploads?name=${encodeURIComponent(name)}`,
    headers: { 'content-type': 'application/octet-stream' },
    payload: content,
  });
  if (reply.statusCode !== 201) throw new Error(reply.body);
  return { sha256: reply.json().sha256, name: reply.json().name };
}

export async function uploadFolder(app: TestApp, folder: string): Promise<{ sha256: string; name: string }[]> {
  const files: { sha256: string; name: string }[] = [];
  for (const name of readdirSync(folder).sort()) files.push(await upload(app, name, readFileSync(join(folder, name))));
  return files;
}

/** Waits until a job has ended, however it ended. The runner must have been started. */
export async function ended(app: TestApp, id: string): Promise<Job> {
  for (;;) {
    const job: Job = (await app.as('viewer', { url: `/api/v1/jobs/${id}` })).json();
    if (job.state !== 'queued' && job.state !== 'running') return job;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Uploads, imports and diagnoses; answers with the recording's id. */
export async function importRecording(app: TestApp, systemId: string, content = madeUpLoggerFile()): Promise<string> {
  const file = await upload(app, 'press.csv', content);
  const started = await app.as('technician', { method: 'POST', url: '/api/v1/imports', payload: { systemId, files: [file] } });
  const job = await ended(app, started.json().id);
  if (job.state !== 'done') throw new Error(JSON.stringify(job.problem));
  await ended(app, String(job.result?.diagnosisJobId));
  return String(job.result?.recordingId);
}
