import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSystem, ended, importRecording } from '../../../tests/support/import.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';
import { testDatabase } from '../../../tests/support/test-database.ts';
import { sha256 } from '../../platform/ids.ts';
import type { CompositionChange, CompositionState } from '../compositions/composition-api.schema.ts';
import { deleteTemplate, findEdition, insertTemplate, knowsLogo, updateTemplate } from './report-template.repository.ts';
import type { NewReportTemplate, ReportTemplate } from './report-template.schema.ts';

const svg = (colour: string) =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><rect width="40" height="10" fill="${colour}"/></svg>`);
const logo = (colour: string) => ({ base64: svg(colour).toString('base64') });
const house: NewReportTemplate = {
  name: 'House',
  isDefault: false,
  company: 'Works AG',
  language: 'de',
  confidentiality: 'Internal',
  sections: [{ id: 'quality', included: false }],
  blocks: [{ section: 'summary', place: 'end', title: null, text: 'Call the works office.' }],
  logo: logo('navy'),
};

let app: TestApp;
let recordingId: string;
beforeAll(async () => {
  app = await testApp();
  app.appliance.runner.start();
  recordingId = await importRecording(app, await createSystem(app));
});
afterAll(() => app.close());

const url = '/api/v1/report-templates';
async function created(change: Partial<NewReportTemplate> = {}): Promise<ReportTemplate> {
  const reply = await app.as('admin', { method: 'POST', url, payload: { ...house, ...change } });
  expect(reply.statusCode, reply.body).toBe(201);
  return reply.json();
}
function put(template: ReportTemplate, change: object, tag: string | undefined = template.tag) {
  const { name, isDefault, company, language, confidentiality, sections, blocks } = template;
  const payload = { name, isDefault, company, language, confidentiality, sections, blocks, ...change };
  return app.as('admin', { method: 'PUT', url: `${url}/${template.id}`, payload, headers: tag === '' ? {} : { 'if-match': tag } });
}
const remove = ({ id, tag }: ReportTemplate) => app.as('admin', { method: 'DELETE', url: `${url}/${id}`, headers: { 'if-match': tag } });
const read = async (id: string): Promise<ReportTemplate> => (await app.as('viewer', { url: `${url}/${id}` })).json();

async function draft(payload: object): Promise<CompositionState> {
  const started = await app.as('engineer', {
    method: 'POST',
    url: '/api/v1/reports',
    payload: { recordingId, formats: ['json'], ...payload },
  });
  expect(started.statusCode, started.body).toBe(202);
  const job = await ended(app, started.json().id);
  expect(job.problem).toBeNull();
  return (await app.as('viewer', { url: `/api/v1/reports/${String(job.result?.reportId)}/composition` })).json();
}
const compose = ({ reportId, tag, composition }: CompositionState, change: Partial<CompositionChange>) =>
  app.as('engineer', {
    method: 'PUT',
    url: `/api/v1/reports/${reportId}/composition`,
    headers: { 'if-match': tag },
    payload: { title: composition.title, language: composition.language, sections: [], texts: [], blocks: [], pins: [], ...change },
  });

test('a template is added, listed, changed as a new version and deleted, with the trail of old and new', async () => {
  const made = await created();
  expect(made).toMatchObject({ version: 1, company: 'Works AG', logo: { mediaType: 'image/svg+xml', sha256: sha256(svg('navy')) } });
  expect((await app.as('viewer', { url })).json().items).toEqual([made]);
  const changed = await put(made, { company: 'Works SE' });
  expect(changed.json()).toMatchObject({ version: 2, company: 'Works SE', logo: made.logo });
  expect((await put(made, { company: 'Late' })).json()).toMatchObject({ status: 412, code: 'report-template-changed' });
  expect((await put(made, {}, '')).json()).toMatchObject({ status: 428, code: 'precondition-required' });
  expect((await app.as('engineer', { method: 'POST', url, payload: house })).statusCode).toBe(403);
  expect((await app.as('admin', { method: 'POST', url, payload: house })).json()).toMatchObject({ code: 'report-template-name-taken' });
  expect((await remove(made)).statusCode).toBe(412);
  expect((await remove(changed.json())).statusCode).toBe(204);
  expect((await app.as('viewer', { url: `${url}/${made.id}` })).json()).toMatchObject({ code: 'report-template-not-found' });
  const trail = (await app.as('admin', { url: '/api/v1/audit-events?limit=200' })).json().items as { action: string }[];
  const about = trail.filter(({ action }) => action.startsWith('report-template.'));
  expect(about.map(({ action }) => action).sort()).toEqual(['changed', 'created', 'deleted'].map((one) => `report-template.${one}`));
  expect(about.find(({ action }) => action.endsWith('changed'))).toMatchObject({
    oldValue: { content: { company: 'Works AG' } },
    newValue: { content: { company: 'Works SE' } },
  });
});

test('the logo is shown as a picture that can do nothing; another one takes its place or none', async () => {
  const made = await created({ name: 'Logo', logo: logo('teal') });
  const hash = made.logo?.sha256 ?? '';
  const shown = await app.as('viewer', { url: `${url}/${made.id}/logo/${hash}` });
  expect(shown.rawPayload.equals(svg('teal'))).toBe(true);
  expect(shown.headers).toMatchObject({ 'content-type': 'image/svg+xml', 'x-content-type-options': 'nosniff' });
  expect(String(shown.headers['content-security-policy'])).toContain('sandbox');
  const without = await put(made, { logo: null });
  expect(without.json().logo).toBeNull();
  // A report may have been made with the version before: what it looked like can still be shown.
  const versions = (await app.as('viewer', { url: `${url}/${made.id}/versions` })).json().items;
  expect(versions).toMatchObject([
    { version: 2, logo: null },
    { version: 1, name: 'Logo', company: 'Works AG', logo: { sha256: hash } },
  ]);
  expect((await app.as('viewer', { url: `${url}/${made.id}/logo/${hash}` })).rawPayload.equals(svg('teal'))).toBe(true);
  const other = `${url}/${made.id}/logo/${'0'.repeat(64)}`;
  expect((await app.as('viewer', { url: other })).json()).toMatchObject({ code: 'logo-not-found' });
  const hostile = { base64: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><script/></svg>').toString('base64') };
  expect((await put(without.json(), { logo: hostile })).json()).toMatchObject({ status: 422, code: 'logo-unusable' });
  expect((await put(without.json(), { logo: { base64: 'no base64!' } })).json()).toMatchObject({ status: 422, code: 'logo-unusable' });
  expect((await remove(without.json())).statusCode).toBe(204);
});

test('a draft keeps its copy of the template, whatever becomes of the template', async () => {
  const template = await created({ name: 'Kept' });
  const state = await draft({ templateId: template.id });
  expect(state.composition).toMatchObject({
    language: 'de',
    template: { id: template.id, version: 1, company: 'Works AG', logo: { base64: house.logo?.base64 } },
    sections: house.sections,
    blocks: [{ section: 'summary', text: 'Call the works office.', author: 'test-engineer' }],
  });
  const changed = await put(template, { company: 'Other AG', logo: logo('red') });
  expect(changed.statusCode, changed.body).toBe(200);
  const saved = await compose(state, { title: 'After the change' });
  expect(saved.json().composition.template).toEqual(state.composition.template);
  expect((await remove(changed.json())).statusCode).toBe(204);
  const after = await app.as('viewer', { url: `/api/v1/reports/${state.reportId}/composition` });
  expect(after.json().composition.template).toEqual(state.composition.template);
});

test('a template is chosen for a draft, chosen again, and taken off', async () => {
  const template = await created({ name: 'Chosen' });
  const state = await draft({ templateId: null, language: 'en' });
  expect(state.composition).toMatchObject({ template: null, language: 'en' });
  const own = { section: 'findings', place: 'end', title: null, text: 'Seen on Friday.' } as const;
  const chosen: CompositionState = (await compose(state, { blocks: [own], templateId: template.id })).json();
  expect(chosen.composition).toMatchObject({ language: 'de', sections: house.sections, template: { company: 'Works AG' } });
  expect(chosen.composition.blocks.map(({ text }) => text)).toEqual(['Seen on Friday.', 'Call the works office.']);
  await put(template, { company: 'Works SE' });
  const again: CompositionState = (await compose(chosen, { templateId: template.id })).json();
  expect(again.composition.template).toMatchObject({ version: 2, company: 'Works SE' });
  expect((await compose(again, { templateId: null })).json().composition.template).toBeNull();
  const nobody = '01980000-0000-7000-8000-000000000001';
  expect((await compose(state, { templateId: nobody })).statusCode).toBe(412);
  const unknown = { method: 'POST', url: '/api/v1/reports', payload: { recordingId, templateId: nobody } } as const;
  expect((await app.as('engineer', unknown)).json()).toMatchObject({ status: 404, code: 'report-template-not-found' });
});

test('one template at most is the default; new reports take it, and the language that was asked for goes before', async () => {
  const first = await created({ name: 'First', isDefault: true });
  const second = await created({ name: 'Second', isDefault: true, company: 'Second AG' });
  expect((await read(first.id)).isDefault).toBe(false);
  expect((await put(first, {})).statusCode).toBe(412);
  const state = await draft({ language: 'en', formats: ['csv'] });
  expect(state.composition).toMatchObject({ language: 'en', template: { id: second.id, company: 'Second AG' } });
  expect((await draft({ formats: ['csv'] })).composition.language).toBe('de');
  const off = await put(second, { isDefault: false });
  expect(off.json().isDefault).toBe(false);
  expect((await draft({ formats: ['csv', 'json'] })).composition.template).toBeNull();
});

test('the file of a logo is known as long as a version names it, also one before the newest', async () => {
  const { db, drop } = await testDatabase();
  try {
    const { name, isDefault, logo: _, ...content } = house;
    const known = sha256(svg('navy'));
    const first = { id: '01980000-0000-7000-8000-000000000001', name, isDefault, version: 1, content, updatedAt: 'now', updatedBy: 'ada' };
    const before = { ...first, logo: { sha256: known, mediaType: 'image/svg+xml', bytes: 99 } } as const;
    await insertTemplate(db, before);
    expect(await updateTemplate(db, before, { ...before, version: 2, logo: null })).toBe(true);
    expect(await updateTemplate(db, before, { ...before, version: 2 })).toBe(false);
    expect(await knowsLogo(db, known)).toBe(true);
    expect((await findEdition(db, { id: first.id, version: 1 }))?.logo).toEqual(before.logo);
    expect(await deleteTemplate(db, { id: first.id, version: 2 })).toBe(true);
    expect(await knowsLogo(db, known)).toBe(false);
  } finally {
    await drop();
  }
});
