import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSystem, ended, upload } from '../../../tests/support/import.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';
import { rowXml, workbookOf } from '../imports/containers/xlsx/workbook.fixture.ts';
import { zipOf } from '../imports/containers/zip.fixture.ts';
import type { RecordingDetail } from '../recording.schema.ts';

let app: TestApp;
let systemId: string;
beforeEach(async () => {
  app = await testApp();
  app.appliance.runner.start();
  systemId = await createSystem(app);
});
afterEach(() => app.close());

const rowsOf = (hour: string) => Array.from({ length: 30 }, (_, i) => `03/04/2025 ${hour}:00:${String(i).padStart(2, '0')};${100 + i};45`);
const hmg = (hour: string) => `Device: HMG 4000\nSerial no: ${hour}77\nTime;P1 [bar];Temp\n${rowsOf(hour).join('\n')}\n`;
const answers = { 'date-order': 'mdy', unit: { Temp: '°F' }, mapping: { P1: 'p_P' } };

const run = async (request: object) => {
  const started = await app.as('technician', { method: 'POST', url: '/api/v1/imports', payload: { systemId, ...request } });
  return ended(app, started.json().id);
};
const detailOf = async (request: object): Promise<RecordingDetail> => {
  const job = await run(request);
  if (job.state !== 'done') throw new Error(JSON.stringify(job.problem));
  return (await app.as('viewer', { url: `/api/v1/recordings/${job.result?.recordingId}` })).json();
};
const make = async (name = 'HMG 4000') => {
  const { recording } = await detailOf({ files: [await upload(app, 'a.csv', hmg('08'))], answers });
  return app.as('engineer', { method: 'POST', url: '/api/v1/import-templates', payload: { recordingId: recording.id, name } });
};

test('a template reads the next file of its logger without a question, and the report names it', async () => {
  const made = await make();
  expect(made.statusCode).toBe(201);
  expect(made.json()).toMatchObject({ name: 'HMG 4000', version: 1, answers, fingerprint: { metadataKeys: ['Device', 'Serial no'] } });
  const { importReport, channels } = await detailOf({ files: [await upload(app, 'b.csv', hmg('09'))] });
  expect(importReport).toMatchObject({ template: 'HMG 4000@1', first: '2025-03-04T09:00:00' });
  expect(channels).toMatchObject([{ signal: 'p_P' }, { unit: '°C', unitWritten: '°F' }]);
});

test('what is said for one import stands over the template, and without a template the questions come back', async () => {
  await make();
  const file = await upload(app, 'b.csv', hmg('09'));
  const other = await detailOf({ files: [file], answers: { 'date-order': 'dmy' } });
  expect(other.importReport).toMatchObject({ template: 'HMG 4000@1', first: '2025-04-03T09:00:00' });
  const none = await run({ files: [await upload(app, 'c.csv', hmg('10'))], template: 'none' });
  expect(none.problem).toMatchObject({ code: 'import-needs-answers' });
});

test('a file of another logger is not read by it, unless a person says so', async () => {
  await make();
  const foreign = await upload(app, 'foreign.csv', hmg('09').replace('P1 [bar]', 'P7 [bar]'));
  expect((await run({ files: [foreign] })).problem).toMatchObject({ code: 'import-needs-answers' });
  const { importReport } = await detailOf({ files: [foreign], template: 'HMG 4000' });
  expect(importReport.template).toBe('HMG 4000@1');
  expect(importReport.notes.join(' ')).toContain('chosen by hand');
  const unknown = await run({ files: [await upload(app, 'd.csv', hmg('11'))], template: 'HMG 9' });
  expect(unknown.problem).toMatchObject({ code: 'template-not-found' });
});

test('a change is a new version that is applied from then on; the old one stays readable', async () => {
  const { id } = (await make()).json();
  const payload = { answers: { ...answers, unit: { Temp: '°C' } }, note: 'The sensor was replaced' };
  const changed = await app.as('engineer', { method: 'POST', url: `/api/v1/import-templates/${id}/versions`, payload });
  expect(changed.json()).toMatchObject({ version: 2, note: 'The sensor was replaced' });
  const detail = (await app.as('viewer', { url: `/api/v1/import-templates/${id}` })).json();
  expect(detail.versions.map((v: { version: number; answers: object }) => [v.version, v.answers])).toEqual([
    [2, payload.answers],
    [1, answers],
  ]);
  const { importReport, channels } = await detailOf({ files: [await upload(app, 'b.csv', hmg('09'))] });
  expect(importReport.template).toBe('HMG 4000@2');
  expect(channels[1]).toMatchObject({ unit: '°C', unitWritten: '°C' });
});

test('one logger has one template, one name means one template', async () => {
  await make();
  const recordings = (await app.as('viewer', { url: '/api/v1/recordings' })).json().items;
  const again = (name: string) =>
    app.as('engineer', { method: 'POST', url: '/api/v1/import-templates', payload: { recordingId: recordings[0].id, name } });
  expect((await again('Another')).json()).toMatchObject({ status: 409, code: 'template-exists' });
});

test('a template goes to another plant as a file, and comes back as its next version', async () => {
  const { id } = (await make()).json();
  const file = (await app.as('viewer', { url: `/api/v1/import-templates/${id}/file` })).json();
  expect(file).toMatchObject({
    format: 'sightglass-logger-template',
    formatVersion: 1,
    name: 'HMG 4000',
    author: 'test-engineer',
    answers,
  });
  const there = await testApp();
  const take = (to: TestApp) => to.as('engineer', { method: 'POST', url: '/api/v1/import-templates/file', payload: file });
  expect((await take(there)).json()).toMatchObject({ name: 'HMG 4000', version: 1, answers });
  await there.close();
  expect((await take(app)).json()).toMatchObject({ id, version: 2 });
});

test('the list begins with the built-in templates and is paged', async () => {
  await make();
  const page = (await app.as('viewer', { url: '/api/v1/import-templates?limit=2' })).json();
  expect(page.items).toMatchObject([
    { id: 'uci-zema', isBuiltIn: true },
    { name: 'HMG 4000', isBuiltIn: false },
  ]);
});

test('removing and changing a template is written into the trail; recordings keep its name', async () => {
  const { id } = (await make()).json();
  const read = await detailOf({ files: [await upload(app, 'b.csv', hmg('09'))] });
  expect((await app.as('technician', { method: 'DELETE', url: `/api/v1/import-templates/${id}` })).statusCode).toBe(403);
  expect((await app.as('engineer', { method: 'DELETE', url: `/api/v1/import-templates/${id}` })).statusCode).toBe(204);
  expect((await app.as('viewer', { url: `/api/v1/import-templates/${id}` })).json()).toMatchObject({ code: 'template-not-found' });
  const trail = (await app.as('admin', { url: `/api/v1/audit-events?subjectId=${id}` })).json().items;
  expect(trail.map((event: { action: string }) => event.action)).toEqual(['import-template.deleted', 'import-template.created']);
  expect(trail[0].oldValue).toMatchObject({ name: 'HMG 4000', answers });
  const kept = (await app.as('viewer', { url: `/api/v1/recordings/${read.recording.id}` })).json();
  expect(kept.importReport.template).toBe('HMG 4000@1');
});

const deep = (depth: number): unknown => (depth === 0 ? 1 : [deep(depth - 1)]);
const template = {
  format: 'sightglass-logger-template',
  formatVersion: 1,
  name: 'Hostile',
  version: 1,
  answers: {},
  note: null,
  fingerprint: { layout: 'wide', delimiter: ';', header: ['a'], units: [], metadataKeys: [] },
  author: 'somebody',
  createdAt: '2026-01-01T00:00:00Z',
};
test.each([
  ['that is not ours', { ...template, format: 'other' }, 400],
  ['of another version', { ...template, formatVersion: 2 }, 400],
  ['with a field more', { ...template, extra: 1 }, 400],
  ['with a control character in its name', { ...template, name: 'a\nb' }, 400],
  ['with a name that could pass for name@version', { ...template, name: 'a@7' }, 400],
  ['with a nested bomb', { ...template, answers: { unit: deep(30) } }, 422],
  ['with thousands of entries', { ...template, answers: { unit: Array(5000).fill(1) } }, 422],
  ['with a text of control characters', { ...template, answers: { zone: 'Europe\u0000/Berlin' } }, 422],
  ['with a name that JavaScript knows', JSON.stringify(template).replace('"answers":{}', '"answers":{"unit":{"constructor":"bar"}}'), 422],
  ['with a poisoned prototype', JSON.stringify(template).replace('"answers":{}', '"answers":{"__proto__":{"zone":"UTC"}}'), 400],
  ['with a mapping to no signal', { ...template, answers: { mapping: { P1: 'rm -rf' } } }, 422],
  ['that is too large', { ...template, note: 'x'.repeat(100_000) }, 413],
] as const)('a template file %s is refused', async (_what, payload, status) => {
  const headers = { 'content-type': 'application/json' };
  const reply = await app.as('engineer', { method: 'POST', url: '/api/v1/import-templates/file', payload, headers });
  expect(reply.json().status).toBe(status);
  expect((await app.as('viewer', { url: '/api/v1/import-templates' })).json().items).toHaveLength(1);
});

test('a template gets another name, which no other one has; what was read with it keeps the old name', async () => {
  const { id } = (await make()).json();
  const rename = (name: string, role: 'engineer' | 'viewer' = 'engineer') =>
    app.as(role, { method: 'PATCH', url: `/api/v1/import-templates/${id}`, payload: { name } });
  const old = await detailOf({ files: [await upload(app, 'b.csv', hmg('09'))] });
  expect((await rename('HMG of hall 3')).json()).toMatchObject({ id, name: 'HMG of hall 3', version: 1, answers });
  const next = await detailOf({ files: [await upload(app, 'c.csv', hmg('10'))] });
  expect([old.importReport.template, next.importReport.template]).toEqual(['HMG 4000@1', 'HMG of hall 3@1']);
  const events = (await app.as('admin', { url: `/api/v1/audit-events?subjectId=${id}` })).json().items;
  expect(events.map(({ action }: { action: string }) => action)).toContain('import-template.renamed');

  const foreign = await detailOf({
    files: [await upload(app, 'd.csv', hmg('11').replace('P1 [bar]', 'P7 [bar]'))],
    answers: { 'date-order': 'mdy', unit: { Temp: '°F' } },
  });
  const payload = { recordingId: foreign.recording.id, name: 'Another' };
  expect((await app.as('engineer', { method: 'POST', url: '/api/v1/import-templates', payload })).statusCode).toBe(201);
  expect((await rename('Another')).json()).toMatchObject({ status: 409, code: 'template-exists' });
  expect((await rename('HMG', 'viewer')).json()).toMatchObject({ code: 'permission-denied' });
  expect((await rename('')).statusCode).toBe(400);
});

test('it reads members of an archive and sheets of a workbook as it reads files', async () => {
  await make();
  const zip = await zipOf({ 'march/09.csv': hmg('09'), 'march/10.csv': hmg('10') });
  const { importReport, channels } = await detailOf({ files: [await upload(app, 'march.zip', zip)] });
  expect(importReport).toMatchObject({ template: 'HMG 4000@1', acceptedRows: 60, first: '2025-03-04T09:00:00' });
  expect(channels).toMatchObject([{ signal: 'p_P' }, { unit: '°C', unitWritten: '°F' }]);
});

const book = (hour: string) =>
  workbookOf({
    sheets: [
      {
        name: `Day ${hour}`,
        rows: ['Time;P1 [bar];Temp', ...rowsOf(hour)]
          .map((line, i) =>
            rowXml(
              i + 1,
              line.split(';').map((cell) => (i > 0 && /^\d+$/.test(cell) ? Number(cell) : cell)),
            ),
          )
          .join(''),
      },
    ],
  });

test('a template made from a workbook reads the sheets of the next one, whatever they are called', async () => {
  const first = await upload(app, 'monday.xlsx', await book('08'));
  expect((await run({ files: [first] })).problem).toMatchObject({ code: 'import-needs-answers' });
  const { recording } = await detailOf({ files: [first], answers });
  await app.as('engineer', { method: 'POST', url: '/api/v1/import-templates', payload: { recordingId: recording.id, name: 'Day sheets' } });
  const { importReport } = await detailOf({ files: [await upload(app, 'tuesday.xlsx', await book('09'))] });
  expect(importReport).toMatchObject({ template: 'Day sheets@1', acceptedRows: 30, first: '2025-03-04T09:00:00' });
});
