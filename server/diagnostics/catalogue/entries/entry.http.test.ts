import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSystem, ended, importRecording } from '../../../../tests/support/import.ts';
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts';
import type { Role } from '../../../accounts/role.schema.ts';
import type { Diagnosis } from '../../diagnosis.schema.ts';
import { hotPress } from '../../hot-press.fixture.ts';
import { catalogue } from '../catalogue.ts';
import type { Fault } from '../fault.schema.ts';
import type { CatalogueEntry, FaultDetail, FaultRow } from './entry.schema.ts';

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

const cavitation = catalogue.faults.find(({ id }) => id === 'P06') as Fault;
const own: Fault = { ...cavitation, checks: ['suction valve of pit 3: it is always half closed', ...cavitation.checks] };
const why = { source: 'Maintenance log 2026, 4 cases', reason: 'The valve of pit 3 was the cause four times' };
const send = (role: Role, url: string, payload: object) => app.as(role, { method: 'POST', url, payload });
const propose = (fault: object = own, role: Role = 'engineer') => send(role, '/api/v1/catalogue/entries', { fault, ...why });
const decide = (id: string, payload: object = { decision: 'approved', reason: 'checked against the log' }, role: Role = 'approver') =>
  send(role, `/api/v1/catalogue/entries/${id}/decision`, payload);
const detail = async (id: string): Promise<FaultDetail> => (await app.as('viewer', { url: `/api/v1/catalogue/faults/${id}` })).json();
const rows = async (query = ''): Promise<FaultRow[]> =>
  (await app.as('viewer', { url: `/api/v1/catalogue/faults?limit=500${query}` })).json().items;

test('the catalogue is listed, searched and filtered by component', async () => {
  expect(await rows()).toHaveLength(72);
  expect((await rows('&text=kavitation')).map(({ id }) => id)).toContain('P06');
  expect((await rows('&text=verstopftes%20Saugsieb')).map(({ id }) => id)).toEqual(['P06']);
  const { texts } = (await app.as('viewer', { url: '/api/v1/wordings/de' })).json();
  expect(texts).toMatchObject({ 'clogged strainer': 'verstopftes Saugsieb', Cavitation: 'Kavitation' });
  expect((await app.as('viewer', { url: '/api/v1/wordings/fr' })).statusCode).toBe(400);
  expect((await rows('&componentKind=accumulator')).map(({ id }) => id)).toEqual(['A01', 'A02', 'A03', 'A04', 'A05']);
  const first = (await app.as('viewer', { url: '/api/v1/catalogue/faults?limit=70' })).json();
  const second = (await app.as('viewer', { url: `/api/v1/catalogue/faults?limit=70&cursor=${first.next}` })).json();
  expect(second.items).toHaveLength(2);
  expect(second.next).toBeUndefined();
  expect((await app.as('viewer', { url: '/api/v1/catalogue/faults/P99' })).json()).toMatchObject({ status: 404, code: 'fault-not-found' });
});

test('the plant’s version of a fault counts when a second person has approved it; the product’s stays beside it', async () => {
  const proposed = await propose();
  expect(proposed.json()).toMatchObject({ faultId: 'P06', version: 1, state: 'proposed', plantVersion: null });
  expect(await detail('P06')).toMatchObject({ origin: 'product', proposal: { id: proposed.json().id }, catalogueVersion: '2.1.0' });
  const approved = (await decide(proposed.json().id)).json<CatalogueEntry>();
  expect(approved).toMatchObject({ state: 'approved', hasSecondPerson: true, plantVersion: 1 });
  const now = await detail('P06');
  expect(now).toMatchObject({ origin: 'plant', fault: own, product: cavitation, proposal: null, catalogueVersion: '2.1.0+plant.1' });
  const end = await send('engineer', `/api/v1/catalogue/entries/${approved.id}/retirements`, { reason: 'The valve was replaced' });
  await decide(end.json().id);
  expect(await detail('P06')).toMatchObject({ origin: 'product', fault: cavitation, catalogueVersion: '2.1.0+plant.2' });
  const { items } = (await app.as('viewer', { url: '/api/v1/catalogue/entries?faultId=P06' })).json();
  expect(items.map(({ version, state }: CatalogueEntry) => [version, state])).toEqual([
    [2, 'approved'],
    [1, 'superseded'],
  ]);
});

test('an entry that does not pass the catalogue’s tests is refused with everything that is wrong', async () => {
  const [first, ...others] = own.symptoms;
  const broken = { ...own, symptoms: [{ ...first, indicator: 'moon-phase', weight: 50 }, ...others, { ...others[0] }] };
  const answer = await propose(broken);
  expect(answer.json()).toMatchObject({ status: 422, code: 'catalogue-check-failed' });
  const pointers = answer.json().errors.map(({ pointer }: { pointer: string }) => pointer);
  expect(pointers).toContain('/fault/symptoms/0/indicator');
  expect(pointers).toContain('/fault/symptoms/0/weight');
  expect(pointers).toContain(`/fault/symptoms/${own.symptoms.length}/id`);
  const unknown = { ...own, id: 'P77', symptoms: own.symptoms.map((symptom, index) => ({ ...symptom, id: `P77-${index + 1}` })) };
  expect((await propose(unknown)).json().errors[0].detail).toContain('X01 to X99');
});

test('its author does not approve it, and who may not, cannot', async () => {
  expect((await propose(own, 'technician')).statusCode).toBe(403);
  const { id } = (await propose(own, 'admin')).json<CatalogueEntry>();
  expect((await decide(id, undefined, 'engineer')).statusCode).toBe(403);
  expect((await propose()).json()).toMatchObject({ status: 409, code: 'catalogue-proposal-open' });
  await app.as('approver', { url: '/api/v1/me' });
  expect((await decide(id, { decision: 'rejected', reason: 'which pit?' })).json()).toMatchObject({ state: 'rejected' });
  expect((await decide(id)).json()).toMatchObject({ status: 409, code: 'catalogue-entry-decided' });
  const again = (await propose()).json<CatalogueEntry>();
  expect(again.version).toBe(2);
  expect((await send('admin', `/api/v1/catalogue/entries/${again.id}/withdraw`, { reason: 'not mine' })).json().code).toBe(
    'proposal-of-another',
  );
  expect((await send('engineer', `/api/v1/catalogue/entries/${again.id}/withdraw`, { reason: 'thought again' })).json().state).toBe(
    'withdrawn',
  );
});

test('every step stands in the audit trail', async () => {
  const { id } = (await propose()).json<CatalogueEntry>();
  await decide(id);
  const { items } = (await app.as('admin', { url: '/api/v1/audit-events?limit=100' })).json() as {
    items: { action: string; subjectId: string }[];
  };
  const actions = items.filter(({ subjectId }) => subjectId === id).map(({ action }) => action);
  expect(actions.sort()).toEqual(['catalogue-entry.approved', 'catalogue-entry.proposed']);
});

test('a diagnosis finds a fault of the plant’s own and writes down the plant’s version', async () => {
  const overheating: Fault = {
    ...(catalogue.faults.find(({ id }) => id === 'K05') as Fault),
    id: 'X01',
    names: { en: 'Sun on the tank', de: 'Sonne auf dem Tank' },
    symptoms: [{ id: 'X01-1', text: 'oil hot', indicator: 'tank-temperature', direction: 'high', weight: 7, absenceWeight: 5 }],
  };
  const { id } = (await propose(overheating)).json<CatalogueEntry>();
  app.appliance.runner.start();
  const systemId = await createSystem(app);
  const recordingId = await importRecording(app, systemId, hotPress());
  const read = async (): Promise<Diagnosis> => (await app.as('viewer', { url: `/api/v1/recordings/${recordingId}/diagnosis` })).json();
  const before = (await read()).result;
  expect(before.catalogueVersion).toBe('2.1.0');
  expect(before.findings.map(({ faultId }) => faultId)).not.toContain('X01');
  await decide(id);
  const job = await app.as('technician', { method: 'POST', url: `/api/v1/recordings/${recordingId}/diagnoses` });
  await ended(app, job.json().id);
  const after = (await read()).result;
  expect(after.catalogueVersion).toBe('2.1.0+plant.1');
  expect(after.findings[0]).toMatchObject({ faultId: 'X01', fault: 'Sun on the tank' });
});

test('range, design, safety notes and tests of an approved entry take part in a diagnosis', async () => {
  const { appliesTo: _, ...heat } = catalogue.faults.find(({ id }) => id === 'K05') as Fault;
  const sun: Fault = {
    ...heat,
    id: 'X01',
    names: { en: 'Sun on the tank' },
    componentKinds: ['reservoir'],
    // No limit is crossed at 20 °C: only the range makes the sign present.
    symptoms: [
      { id: 'X01-1', text: 'oil warm', indicator: 'tank-temperature', direction: 'high', weight: 7, absenceWeight: 5, range: [10, 20] },
    ],
    appliesTo: { componentKind: 'reservoir', nameplate: 'place', words: ['yard'], whenUnknown: false },
    safety: ['The tank wall burns: gloves'],
    tests: [{ against: ['K01', 'K05'], do: 'hang a cloth over the tank', reading: 'cooler after an hour: the sun' }],
  };
  await decide((await propose(sun)).json().id);
  expect((await detail('K01')).tests.map(({ between }) => between)).toContainEqual(['X01', 'K01', 'K05']);
  app.appliance.runner.start();
  const systemId = await createSystem(app);
  const recordingId = await importRecording(app, systemId, hotPress());
  const found = async () => {
    const { result }: Diagnosis = (await app.as('viewer', { url: `/api/v1/recordings/${recordingId}/diagnosis` })).json();
    return result.findings.find(({ faultId }) => faultId === 'X01');
  };
  expect(await found()).toBeUndefined();
  const tank = { kind: 'reservoir', name: 'Tank', nameplate: { place: 'yard, south wall' } };
  expect((await send('engineer', `/api/v1/systems/${systemId}/components`, tank)).statusCode).toBe(201);
  const job = await app.as('technician', { method: 'POST', url: `/api/v1/recordings/${recordingId}/diagnoses` });
  await ended(app, job.json().id);
  const finding = await found();
  expect(finding).toMatchObject({ safety: sun.safety, supporting: [{ id: 'X01-1', strength: 1 }] });
  expect(finding?.nextMeasurement).toBe('hang a cloth over the tank: cooler after an hour: the sun');
});

test('a range that contradicts its direction, a design nobody can tell, a bare accumulator and a test against nothing are refused', async () => {
  const [first, ...others] = cavitation.symptoms as [Fault['symptoms'][number], ...Fault['symptoms']];
  const wrong: Fault = {
    ...cavitation,
    componentKinds: ['accumulator'],
    symptoms: [{ ...first, direction: 'high', range: [5, 2] }, ...others],
    appliesTo: { componentKind: 'pomp', nameplate: 'pumpType', whenUnknown: true },
    safety: [],
    tests: [{ against: ['P06', 'Q01'], do: 'look at it', reading: 'seen' }],
  };
  const pointers = (await propose(wrong)).json().errors.map(({ pointer }: { pointer: string }) => pointer);
  expect(pointers).toEqual([
    ...['/fault/symptoms/0/range', '/fault/appliesTo/componentKind', '/fault/appliesTo/words', '/fault/safety'],
    ...['/fault/tests/0/against', '/fault/tests/0/against'],
  ]);
});

test('tests of an entry stand in the place of the product’s that name the fault; others keep theirs', async () => {
  await decide((await propose({ ...own, tests: [] })).json().id);
  expect((await detail('P06')).tests).toEqual([]);
  expect((await detail('P07')).tests).toEqual([]);
  const pump = catalogue.faults.find(({ id }) => id === 'P01') as Fault;
  await decide((await propose({ ...pump, tests: [{ against: ['O04'], do: 'measure the viscosity', reading: 'right: pump' }] })).json().id);
  expect((await detail('V01')).tests.map(({ between }) => between)).toEqual([['V01', 'C01']]);
  expect((await detail('O04')).tests).toEqual([{ between: ['P01', 'O04'], do: 'measure the viscosity', reading: 'right: pump' }]);
});
