import type { Role } from '../../server/accounts/role.schema.ts';
import type { Job } from '../../server/platform/jobs/job.schema.ts';
import type { Report } from '../../server/reports/report.schema.ts';
import { ended } from './import.ts';
import { type TestApp, testPassword } from './test-app.ts';

/** Makes a draft from the newest diagnosis of a recording and answers when its files are written. */
export async function makeDraft(app: TestApp, recordingId: string, formats: readonly string[] = ['json']): Promise<Report> {
  const started = await app.as('engineer', { method: 'POST', url: '/api/v1/reports', payload: { recordingId, formats } });
  const job = await ended(app, started.json().id);
  if (job.state !== 'done') throw new Error(JSON.stringify(job.problem));
  return getReport(app, String(job.result?.reportId));
}

export async function getReport(app: TestApp, id: string): Promise<Report> {
  return (await app.as('viewer', { url: `/api/v1/reports/${id}` })).json();
}

export type SignStep = 'submission' | 'review' | 'approval';

/** Sends a signature as the person with this role; what the server answers is handed back as it is. */
export async function sign(app: TestApp, what: { report: Report; step: SignStep; role: Role; change?: object }) {
  const { report, step, role, change } = what;
  const payload = { password: testPassword, revision: report.revision, contentSha256: report.contentSha256, ...change };
  return app.as(role, { method: 'POST', url: `/api/v1/reports/${report.id}/${step}`, payload });
}

/** Signs as prepared and waits until the files say so. */
export async function submit(app: TestApp, report: Report): Promise<Report> {
  const reply = await sign(app, { report, step: 'submission', role: 'engineer' });
  if (reply.statusCode !== 200) throw new Error(reply.body);
  await ended(app, reply.json().jobId);
  return getReport(app, report.id);
}

/** Approves and waits until the report is issued, or is not. */
export async function approve(app: TestApp, report: Report): Promise<{ job: Job; report: Report }> {
  const reply = await sign(app, { report, step: 'approval', role: 'approver' });
  if (reply.statusCode !== 202) throw new Error(reply.body);
  const job = await ended(app, reply.json().id);
  return { job, report: await getReport(app, report.id) };
}
