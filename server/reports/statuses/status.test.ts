import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSystem, ended, importRecording } from '../../../tests/support/import.ts';
import { approve, getReport, makeDraft, sign, submit } from '../../../tests/support/report.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';
import type { AuditEvent } from '../../accounts/account.schema.ts';
import { sha256 } from '../../platform/ids.ts';
import type { ReportDocument } from '../report-document.schema.ts';

let app: TestApp;
let recordingId: string;
let clock = new Date('2026-05-04T06:00:00.000Z');
beforeAll(async () => {
  app = await testApp({ now: () => clock });
  app.appliance.runner.start();
  recordingId = await importRecording(app, await createSystem(app));
});
afterAll(() => app.close());

const post = (role: 'viewer' | 'technician' | 'engineer' | 'approver' | 'admin', url: string, payload: object = {}) =>
  app.as(role, { method: 'POST', url: `/api/v1/reports/${url}`, payload });
async function document(id: string): Promise<ReportDocument> {
  return (await app.as('viewer', { url: `/api/v1/reports/${id}/files/json` })).json();
}
async function actions(id: string): Promise<string[]> {
  const page = await app.as('admin', { url: `/api/v1/audit-events?subjectId=${id}&limit=100` });
  return page
    .json()
    .items.map(({ action }: AuditEvent) => action)
    .reverse();
}

test('a draft is prepared, reviewed and approved, and every file says how it stands and who signed', async () => {
  const draft = await makeDraft(app, recordingId, ['json', 'html', 'csv', 'pdf']);
  expect(draft.files.map(({ name }) => name)).toContain(`report-${draft.number}-draft.pdf`);
  expect((await document(draft.id)).standing).toMatchObject({ status: 'draft', mark: 'Draft', contentSha256: draft.contentSha256 });
  const submitted = await submit(app, draft);
  expect(submitted).toMatchObject({ status: 'in-review', revision: 1, signatures: [{ meaning: 'prepared', userName: 'test-engineer' }] });
  expect((await document(draft.id)).standing?.slots.map(({ signature }) => signature?.name ?? null)).toEqual([
    'engineer (test-engineer)',
    null,
  ]);
  const reviewed = await sign(app, { report: submitted, step: 'review', role: 'admin' });
  expect(reviewed.statusCode).toBe(200);
  await ended(app, reviewed.json().jobId);
  const { job, report } = await approve(app, await getReport(app, draft.id));
  expect(job.problem).toBeNull();
  expect(report).toMatchObject({ status: 'issued', statusBy: 'test-approver', contentSha256: draft.contentSha256 });
  expect(report.signatures.map(({ meaning, hasSecondPerson }) => [meaning, hasSecondPerson])).toEqual([
    ['prepared', true],
    ['reviewed', true],
    ['approved', true],
  ]);
  expect(report.files.map(({ name }) => name)).toContain(`report-${draft.number}.pdf`);
  const issued = await document(draft.id);
  expect(issued.standing).toMatchObject({ status: 'issued', mark: null, sentence: null });
  expect(issued.standing?.slots.map(({ signature }) => signature?.meaning)).toContain('I approve this report and issue it.');
  // What was signed is what stands in the file, without status and signatures: anybody can compute it again.
  const { standing: _, ...content } = issued;
  expect(sha256(JSON.stringify(content))).toBe(draft.contentSha256);
  expect(await actions(draft.id)).toEqual([
    ...['report.created', 'report.exported', 'report.submitted', 'report.exported', 'report.reviewed'],
    ...['report.approval-signed', 'report.issued', 'report.exported'],
  ]);
  expect((await app.as('viewer', { url: `/api/v1/reports/${draft.id}/condition` })).json()).toEqual({ isWhole: true, faults: [] });
});

test('what was sent back is a draft again, its signatures no longer hold, and an old order to sign is worth nothing', async () => {
  const submitted = await submit(app, await makeDraft(app, recordingId));
  expect((await post('approver', `${submitted.id}/return`, { reason: 'no' })).statusCode).toBe(400);
  const back = await post('approver', `${submitted.id}/return`, { reason: 'Name the pump, please' });
  expect(back.json().report).toMatchObject({ status: 'draft', revision: 2, statusReason: 'Name the pump, please', signatures: [] });
  // Replay: the very same order, password and all.
  expect((await sign(app, { report: submitted, step: 'submission', role: 'engineer' })).json()).toMatchObject({ code: 'report-changed' });
  expect((await sign(app, { report: submitted, step: 'approval', role: 'approver' })).json()).toMatchObject({ code: 'report-status' });
  const again = await submit(app, back.json().report);
  expect(again).toMatchObject({ status: 'in-review', statusReason: null, signatures: [{ revision: 2 }] });
});

test('nobody signs without the permission, and an author never approves the own report unless an admin allows it', async () => {
  const draft = await makeDraft(app, recordingId);
  for (const role of ['viewer', 'technician', 'approver'] as const)
    expect((await sign(app, { report: draft, step: 'submission', role })).json()).toMatchObject({ status: 403, code: 'permission-denied' });
  const submitted = await submit(app, draft);
  for (const role of ['viewer', 'technician', 'engineer'] as const)
    expect((await sign(app, { report: submitted, step: 'approval', role })).json()).toMatchObject({ status: 403 });
  expect((await sign(app, { report: submitted, step: 'review', role: 'engineer' })).json()).toMatchObject({ code: 'author-signs' });
  // An admin who prepares is an author like everybody else.
  const own = await makeDraft(app, recordingId);
  const prepared = await sign(app, { report: own, step: 'submission', role: 'admin' });
  await ended(app, prepared.json().jobId);
  const mine = await getReport(app, own.id);
  expect((await sign(app, { report: mine, step: 'approval', role: 'admin' })).json()).toMatchObject({ status: 409, code: 'author-signs' });
  const settings = (await app.as('viewer', { url: '/api/v1/report-settings' })).json();
  const change = (requiresSecondPerson: boolean, version: number) =>
    app.as('admin', {
      method: 'PUT',
      url: '/api/v1/report-settings',
      payload: { requiresSecondPerson, numberPattern: settings.numberPattern, version },
    });
  const allowed = (await change(false, settings.version)).json();
  const reply = await sign(app, { report: mine, step: 'approval', role: 'admin' });
  expect((await ended(app, reply.json().id)).state).toBe('done');
  expect((await getReport(app, own.id)).signatures.at(-1)).toMatchObject({ meaning: 'approved', hasSecondPerson: false });
  expect((await document(own.id)).standing?.slots.at(-1)?.signature?.note).toBe('The author approved it; nobody else did.');
  await change(true, allowed.version);
});

test('wrong passwords sign nothing, are audited and bounded, also when they come all at once', async () => {
  const submitted = await submit(app, await makeDraft(app, recordingId));
  const guess = (password: string) => sign(app, { report: submitted, step: 'approval', role: 'approver', change: { password } });
  const codes = (await Promise.all(Array.from({ length: 12 }, (_, i) => guess(`guess ${i}`)))).map((reply) => reply.json().code);
  expect(codes.filter((code) => code === 'password-wrong')).toHaveLength(4);
  expect(codes.filter((code) => code === 'password-locked')).toHaveLength(8);
  expect((await guess('correct horse battery staple')).json()).toMatchObject({ status: 429, code: 'password-locked' });
  const trail: AuditEvent[] = (await app.as('admin', { url: '/api/v1/audit-events?limit=100' })).json().items;
  const refused = trail.filter(({ action }) => action === 'password.refused');
  expect(refused).toHaveLength(5);
  expect(JSON.stringify(refused)).not.toContain('guess');
  expect(await getReport(app, submitted.id)).toMatchObject({ status: 'in-review', signatures: [{ meaning: 'prepared' }] });
  clock = new Date(clock.getTime() + 16 * 60_000);
  expect((await approve(app, submitted)).report.status).toBe('issued');
});

test('of two approvals at once one issues the report', async () => {
  const submitted = await submit(app, await makeDraft(app, recordingId));
  const replies = await Promise.all(
    (['approver', 'admin', 'approver', 'admin'] as const).map((role) => sign(app, { report: submitted, step: 'approval', role })),
  );
  const started = replies.filter(({ statusCode }) => statusCode === 202);
  expect(started).toHaveLength(1);
  for (const reply of replies) if (reply.statusCode !== 202) expect(reply.json().code).toMatch(/^report-(being-issued|status)$/);
  expect((await ended(app, started[0]?.json().id)).state).toBe('done');
  const issued = await getReport(app, submitted.id);
  expect(issued.signatures.filter(({ meaning }) => meaning === 'approved')).toHaveLength(1);
  expect((await actions(submitted.id)).filter((action) => action === 'report.issued')).toHaveLength(1);
});

test('an issued report is withdrawn with a reason: its bytes stay, and what is downloaded says that it was withdrawn', async () => {
  const { report } = await approve(app, await submit(app, await makeDraft(app, recordingId)));
  expect((await post('engineer', `${report.id}/withdrawal`, { reason: 'The sensor was wrong' })).statusCode).toBe(403);
  const reply = await post('approver', `${report.id}/withdrawal`, { reason: 'The sensor was wrong' });
  expect(reply.json().report).toMatchObject({ status: 'withdrawn', statusReason: 'The sensor was wrong', files: [] });
  await ended(app, reply.json().jobId);
  expect((await document(report.id)).standing).toMatchObject({
    mark: 'Withdrawn',
    sentence: expect.stringContaining('by test-approver: The sensor was wrong.'),
  });
  const original = await app.as('viewer', { url: `/api/v1/reports/${report.id}/files/json?edition=issued` });
  expect(original.headers['content-disposition']).toContain(`report-${report.number}.json`);
  expect((original.json() as ReportDocument).standing?.status).toBe('issued');
  expect((await post('approver', `${report.id}/withdrawal`, { reason: 'once more' })).json()).toMatchObject({ code: 'report-status' });
  expect((await app.as('engineer', { method: 'DELETE', url: `/api/v1/reports/${report.id}` })).json()).toMatchObject({
    code: 'report-status',
  });
});

test('a deleted draft leaves its number taken, and the gap says why', async () => {
  const draft = await makeDraft(app, recordingId);
  expect((await app.as('technician', { method: 'DELETE', url: `/api/v1/reports/${draft.id}` })).statusCode).toBe(403);
  expect((await app.as('engineer', { method: 'DELETE', url: `/api/v1/reports/${draft.id}` })).statusCode).toBe(204);
  expect((await app.as('viewer', { url: `/api/v1/reports/${draft.id}` })).statusCode).toBe(404);
  const gaps = (await app.as('viewer', { url: '/api/v1/report-number-gaps' })).json().items;
  expect(gaps[0]).toMatchObject({ number: draft.number, reason: 'draft-deleted', title: draft.title, by: 'test-engineer' });
  expect((await makeDraft(app, recordingId)).number > draft.number).toBe(true);
});

test('numbers follow the pattern an admin has set; one that makes no sense, or comes too late, is refused', async () => {
  const url = '/api/v1/report-settings';
  const put = (role: 'engineer' | 'admin', payload: object) => app.as(role, { method: 'PUT', url, payload });
  const { preview: _, updatedAt: __, updatedBy: ___, ...before } = (await app.as('viewer', { url })).json();
  const wanted = { ...before, numberPattern: '{site}-{year}-{n:4}' };
  expect((await put('engineer', wanted)).statusCode).toBe(403);
  expect((await put('admin', { ...before, numberPattern: '{n}{n}' })).json()).toMatchObject({ code: 'number-pattern-invalid' });
  const changed = (await put('admin', wanted)).json();
  expect(changed.preview).toEqual(['SITE-OF-PRES-2026-0001', 'SITE-OF-PRES-2026-0002', 'SITE-OF-PRES-2026-0003']);
  expect((await put('admin', wanted)).json()).toMatchObject({ status: 409, code: 'settings-changed' });
  expect((await makeDraft(app, recordingId)).number).toBe('SITE-OF-PRES-2026-0001');
  const [event]: AuditEvent[] = (await app.as('admin', { url: '/api/v1/audit-events?subjectId=reports' })).json().items;
  expect(event).toMatchObject({ action: 'report-settings.changed', oldValue: { numberPattern: '{year}-{n:5}' } });
});

test('a report whose recording or frozen content is damaged says so and is not issued', async () => {
  const submitted = await submit(app, await makeDraft(app, recordingId));
  const { files } = app.appliance;
  const { files: raw } = (await app.as('viewer', { url: `/api/v1/recordings/${recordingId}` })).json();
  const path = files.pathOf(raw[0].sha256);
  const whole = readFileSync(path);
  const damaged = Buffer.from(whole);
  damaged[100] = (damaged[100] as number) ^ 1;
  writeFileSync(path, damaged);
  const condition = await app.as('viewer', { url: `/api/v1/reports/${submitted.id}/condition` });
  expect(condition.json()).toMatchObject({ isWhole: false, faults: [{ what: 'raw-file', state: 'damaged', name: 'press.csv' }] });
  const { job, report } = await approve(app, submitted);
  expect(job.problem).toMatchObject({ code: 'report-not-whole' });
  expect(report).toMatchObject({ status: 'in-review', signatures: [{ meaning: 'prepared' }] });
  writeFileSync(path, whole);
  const content = files.pathOf(String(submitted.contentSha256));
  const kept = readFileSync(content);
  writeFileSync(content, kept.toString('utf8').replace('0', '1'));
  expect((await approve(app, submitted)).job.problem).toMatchObject({ code: 'report-not-whole' });
  writeFileSync(content, kept);
  expect((await approve(app, submitted)).report.status).toBe('issued');
});
