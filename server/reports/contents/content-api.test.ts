import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSystem, ended, importRecording } from '../../../tests/support/import.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';
import type { Evidence } from '../report-document.schema.ts';

let app: TestApp;
let url: string;
beforeAll(async () => {
  app = await testApp();
  app.appliance.runner.start();
  const recordingId = await importRecording(app, await createSystem(app));
  const started = await app.as('engineer', { method: 'POST', url: '/api/v1/reports', payload: { recordingId, formats: ['json', 'csv'] } });
  const job = await ended(app, started.json().id);
  expect(job.problem).toBeNull();
  url = `/api/v1/reports/${job.result?.reportId}`;
});
afterAll(() => app.close());

test('the evidence of a report is read page by page, each id once and in its order', async () => {
  const found: string[] = [];
  let cursor = '';
  do {
    const reply = await app.as('viewer', { url: `${url}/evidence?limit=3${cursor}` });
    const page: { items: Evidence[]; next?: string } = reply.json();
    expect(page.items.length).toBeLessThanOrEqual(3);
    found.push(...page.items.map(({ id }) => id));
    cursor = page.next === undefined ? '' : `&cursor=${page.next}`;
  } while (cursor !== '');
  const whole: { evidence: Evidence[] } = (await app.as('viewer', { url: `${url}/files/json` })).json();
  expect(found).toEqual(whole.evidence.map(({ id }) => id));
  const files = await app.as('viewer', { url: `${url}/evidence?kind=file` });
  expect(files.json().items.every((item: Evidence) => item.kind === 'file')).toBe(true);
  expect((await app.as('viewer', { url: `${url}/evidence?cursor=X9` })).json().code).toBe('cursor-invalid');
});

test('a number leads over its indicator and its channels to the raw file with name and hash', async () => {
  const detail = (await app.as('viewer', { url: `${url}/evidence/I1` })).json();
  expect(detail.item.id).toBe('I1');
  expect(detail.indicator.formula.length).toBeGreaterThan(3);
  expect(detail.stated.value).toBe(detail.indicator.value);
  const file = (await app.as('viewer', { url: `${url}/evidence/F1` })).json();
  expect(file.rawFiles).toEqual([{ sha256: file.item.files[0], name: file.item.text }]);
  const channel = (await app.as('viewer', { url: `${url}/evidence/C1` })).json();
  expect(channel.chain.map(({ id }: Evidence) => id)).toEqual(['F1']);
  expect(channel.rawFiles).toEqual(file.rawFiles);
});

test('an id or a report that is not there is said in words; nobody reads without being logged in', async () => {
  expect((await app.as('viewer', { url: `${url}/evidence/I999` })).json()).toMatchObject({ status: 404, code: 'evidence-not-found' });
  expect((await app.as('viewer', { url: `${url}/evidence/..%2F` })).statusCode).toBe(400);
  expect((await app.as('viewer', { url: '/api/v1/reports/01980000-0000-7000-8000-000000000099/evidence' })).statusCode).toBe(404);
});

test('the table comes with the decimal mark and delimiter that are asked for, and the download is recorded', async () => {
  const plain = await app.as('viewer', { url: `${url}/files/csv` });
  const asStored = await app.as('viewer', { url: `${url}/table` });
  const rows = (text: string) => text.split('\r\n').filter((line) => !/,(status|signature),/.test(line));
  expect(rows(asStored.body)).toEqual(rows(plain.body));
  const german = await app.as('viewer', { url: `${url}/table?decimalMark=comma` });
  expect(german.body.startsWith('\ufeffreport;kind;evidence;')).toBe(true);
  expect(german.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect((await app.as('viewer', { url: `${url}/table?delimiter=pipe` })).statusCode).toBe(400);
});

test('the schema of the JSON is published', async () => {
  const schema = (await app.as('viewer', { url: '/api/v1/report-document-schema' })).json();
  expect(schema.$id).toMatch(/^urn:sightglass:schema:report-document:/);
  expect(Object.keys(schema.properties)).toContain('evidence');
});
