// SQLite is enough: this is about documents and pages; the condition of the update is the same for both databases.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSystem, ended, importRecording, madeUpLoggerFile } from '../../../tests/support/import.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';
import type { ReportDocument } from '../report-document.schema.ts';
import type { CompositionChange, CompositionState } from './composition-api.schema.ts';

let app: TestApp;
let systemId: string;
let recordingId: string;
let reportId: string;
beforeAll(async () => {
  app = await testApp();
  app.appliance.runner.start();
  systemId = await createSystem(app);
  recordingId = await importRecording(app, systemId);
  reportId = await make({ recordingId, formats: ['json'] });
});
afterAll(() => app.close());

async function make(payload: object): Promise<string> {
  const started = await app.as('engineer', { method: 'POST', url: '/api/v1/reports', payload });
  expect(started.statusCode, started.body).toBe(202);
  const job = await ended(app, started.json().id);
  expect(job.problem).toBeNull();
  return String(job.result?.reportId);
}

const read = async (): Promise<CompositionState> => (await app.as('viewer', { url: `/api/v1/reports/${reportId}/composition` })).json();
const put = (payload: CompositionChange, tag: string | undefined, role: 'engineer' | 'viewer' = 'engineer') =>
  app.as(role, {
    method: 'PUT',
    url: `/api/v1/reports/${reportId}/composition`,
    payload,
    headers: tag === undefined ? {} : { 'if-match': tag },
  });
const asChange = ({ composition }: CompositionState): CompositionChange => ({
  title: composition.title,
  language: composition.language,
  sections: composition.sections,
  texts: composition.texts.map(({ slot, text }) => ({ slot, text })),
  blocks: composition.blocks.map(({ author: _, ...block }) => block),
  pins: composition.pins.map(({ id, title, sentence }) => ({ id, title, sentence })),
});

async function document(id = reportId): Promise<ReportDocument> {
  for (;;) {
    const reply = await app.as('viewer', { url: `/api/v1/reports/${id}/files/json` });
    if (reply.statusCode === 200) return reply.json();
    expect(reply.json().code).toBe('report-being-written');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('the outline shows every section with its paragraphs, numbers as tokens', async () => {
  const { outline, composition, status } = await read();
  expect(status).toBe('draft');
  expect(composition).toMatchObject({ title: null, language: 'en', sections: [], texts: [] });
  expect(outline.find(({ id }) => id === 'summary')).toMatchObject({ isOptional: false, isIncluded: true });
  expect(outline.find(({ id }) => id === 'method')).toMatchObject({ isOptional: true, isIncluded: true });
  const tokens = outline.flatMap(({ slots }) => slots.flatMap((slot) => slot.tokens));
  expect(outline.flatMap(({ slots }) => slots).some((slot) => slot.template.includes('{1}') && slot.tokens.length > 0)).toBe(true);
  // A figure is named as the pages name it.
  expect(tokens.filter((token) => token.startsWith('Figure'))).toContain('Figure 1');
  expect(tokens).not.toContain('Figure');
});

test('a change is written into the draft under the name of who made it, and audited with what was before', async () => {
  const state = await read();
  const slot = state.outline.find(({ id }) => id === 'method')!.slots[0]!;
  const change: CompositionChange = {
    ...asChange(state),
    title: 'After the oil change',
    sections: [{ id: 'quality', included: false }],
    texts: [{ slot: slot.slot, text: 'As our rules say.' }],
    blocks: [{ section: 'findings', place: 'end', title: null, text: 'Seen on Friday.' }],
  };
  const reply = await put(change, state.tag);
  expect(reply.statusCode, reply.body).toBe(200);
  const after: CompositionState = reply.json();
  expect(after.revision).toBe(state.revision + 1);
  expect(after.composition.blocks[0]?.author).toBe('test-engineer');
  expect(reply.headers.etag).toBe(after.tag);
  const made = await document();
  expect(made.title).toBe('After the oil change');
  expect(made.sections.map(({ id }) => id)).not.toContain('quality');
  expect(JSON.stringify(made.sections)).toContain('Seen on Friday.');
  expect(JSON.stringify(made.sections.find(({ id }) => id === 'limitations'))).toContain('Sections left out: Data and quality.');
  const trail = (await app.as('admin', { url: '/api/v1/audit-events?limit=200' })).json();
  expect(JSON.stringify(trail)).toContain('report.composed');
});

test('whoever looked at an older state changes nothing and is told so', async () => {
  const state = await read();
  expect((await put(asChange(state), undefined)).json()).toMatchObject({ status: 428, code: 'precondition-required' });
  expect((await put({ ...asChange(state), title: 'One' }, state.tag)).statusCode).toBe(200);
  expect((await put({ ...asChange(state), title: 'Two' }, state.tag)).json()).toMatchObject({ status: 412, code: 'composition-changed' });
  expect((await read()).composition.title).toBe('One');
  expect((await put(asChange(state), state.tag, 'viewer')).statusCode).toBe(403);
});

test('a wording that says a number of its own is refused, with the paragraph and the reason', async () => {
  const state = await read();
  const [slot] = state.outline.find(({ id }) => id === 'method')!.slots;
  const reply = await put({ ...asChange(state), texts: [{ slot: slot!.slot, text: 'It is 99 %' }] }, state.tag);
  expect(reply.json()).toMatchObject({ status: 422, code: 'wording-unusable', errors: [{ pointer: '#/texts/0/text' }] });
});

test('a figure of the plot is pinned with what it showed, moved, reworded and taken off again', async () => {
  const pin = { recordingId, channels: [0], fromMs: 0, toMs: 60_000, title: 'Start', sentence: 'The pressure builds up.' };
  const url = `/api/v1/reports/${reportId}/pins`;
  const reply = await app.as('engineer', { method: 'POST', url, payload: pin });
  expect(reply.statusCode, reply.body).toBe(201);
  const state: CompositionState = reply.json();
  expect(state.composition.pins).toMatchObject([{ title: 'Start', author: 'test-engineer' }]);
  const made = await document();
  expect(JSON.stringify(made.sections.find(({ id }) => id === 'pins'))).toContain('The pressure builds up. (test-engineer)');
  const other = { ...pin, recordingId: '01980000-0000-7000-8000-000000000001' };
  expect((await app.as('engineer', { method: 'POST', url, payload: other })).json()).toMatchObject({ code: 'pin-elsewhere' });
  const without = await put({ ...asChange(state), pins: [] }, state.tag);
  expect(without.json().composition.pins).toEqual([]);
});

test('the preview is the pages of the document, each a picture without script, the same for the same state', async () => {
  const url = `/api/v1/reports/${reportId}/preview`;
  const { hash, pages } = (await app.as('viewer', { url })).json();
  expect(pages).toBeGreaterThan(2);
  expect((await app.as('viewer', { url })).json()).toEqual({ hash, pages });
  for (const page of [1, pages]) {
    const reply = await app.as('viewer', { url: `${url}/${hash}/${page}` });
    expect(reply.headers['content-type']).toContain('image/svg+xml');
    expect(reply.body).toMatch(/^<svg .*viewBox/);
    expect(reply.body).not.toContain('<script');
  }
  expect((await app.as('viewer', { url: `${url}/${hash}/${pages + 1}` })).json()).toMatchObject({ code: 'preview-not-found' });
  const state = await read();
  await put({ ...asChange(state), title: 'Another' }, state.tag);
  expect((await app.as('viewer', { url })).json().hash).not.toBe(hash);
});

test('a report can be made of a comparison, of a period and of all systems, in German, too', async () => {
  const second = await importRecording(app, systemId, madeUpLoggerFile(700));
  const compared = await document(
    await make({ source: { kind: 'comparison', recordingId: second, comparedWith: recordingId }, formats: ['json'] }),
  );
  expect(compared.parts.map(({ diagnosis }) => diagnosis.recording.id)).toEqual([second, recordingId]);
  expect(compared.comparison?.before.recordingId).toBe(recordingId);
  const source = { kind: 'period', systemId, from: '2000-01-01T00:00:00.000Z', to: '2100-01-01T00:00:00.000Z' };
  const period = await document(await make({ source, language: 'de', formats: ['json'] }));
  expect(period).toMatchObject({ kind: 'period', language: 'de' });
  expect(period.sections[0]?.title).toBe('Übersicht');
  expect(period.parts.length).toBe(2);
  const all = await document(await make({ source: { kind: 'systems' }, formats: ['json'] }));
  expect(all.parts.length).toBe(1);
  const refused = (payload: object) => app.as('engineer', { method: 'POST', url: '/api/v1/reports', payload });
  expect((await refused({ source: { ...source, to: '2000-01-02T00:00:00.000Z' } })).json()).toMatchObject({ code: 'report-source-empty' });
  expect((await refused({ source: { ...source, from: source.to, to: source.from } })).json()).toMatchObject({
    code: 'report-period-invalid',
  });
  expect((await refused({ source: { ...source, to: 'soon' } })).json()).toMatchObject({ status: 422, code: 'report-period-invalid' });
  expect((await refused({})).json()).toMatchObject({ code: 'report-source-missing' });
  const same = { kind: 'comparison', recordingId, comparedWith: recordingId };
  expect((await refused({ source: same })).json()).toMatchObject({ code: 'report-source-same' });
});
