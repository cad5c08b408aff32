import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSystem, ended, importRecording } from '../../../tests/support/import.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';
import { demoCircuit } from '../../simulation/circuit.ts';
import { demoCycle } from '../../simulation/cycle.ts';
import { writeLoggerCsv } from '../../simulation/logger-file.ts';
import { simulate } from '../../simulation/simulate.ts';
import type { Diagnosis } from '../diagnosis.schema.ts';
import { cycleS, press, runs, truth } from './late-press.fixture.ts';
import type { LearnedModel, ModelAnswer } from './model.schema.ts';

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
  app.appliance.runner.start();
});
afterEach(() => app.close());

const labels = ['cycle,valve', ...truth.map((word, cycle) => `${cycle},${word}`)].join('\n');

async function train(systemId: string, payload: object) {
  const reply = await app.as('engineer', { method: 'POST', url: `/api/v1/systems/${systemId}/models`, payload });
  return reply.statusCode === 202 ? ended(app, reply.json().id) : reply.json();
}

const answersOf = (recordingId: string, modelId: string, more = '&limit=500') =>
  app.as('viewer', { url: `/api/v1/recordings/${recordingId}/model-answers?modelId=${modelId}${more}` });

test('a model learned from labelled cycles judges another recording of its system, page by page', async () => {
  const systemId = await createSystem(app);
  await importRecording(app, systemId, press(1));
  const job = await train(systemId, { target: 'valve', labels, cycleLengthS: cycleS });
  expect(job.problem).toBeNull();
  expect(job.result).toMatchObject({ version: 1, byRuns: { holdout: 'runs', runs, accuracy: 1 }, atRandom: { holdout: 'random' } });
  const models: LearnedModel[] = (await app.as('viewer', { url: `/api/v1/models?systemId=${systemId}` })).json().items;
  expect(models).toMatchObject([{ target: 'valve', version: 1, isNewest: true, id: job.result.modelId }]);

  const other = await importRecording(app, systemId, press(2));
  const reply = await answersOf(other, job.result.modelId);
  const answers: ModelAnswer[] = reply.json().items;
  expect(answers.map(({ answer }) => answer)).toEqual(truth);
  expect(answers.every(({ abstained }) => abstained === null)).toBe(true);
  const page = (await answersOf(other, job.result.modelId, '&limit=10&cursor=40')).json();
  expect(page.items.map(({ cycle }: ModelAnswer) => cycle)).toEqual([40, 41, 42, 43, 44, 45, 46, 47]);
  expect(page.next).toBeUndefined();
});

test('the same labels and data train the same model again, as its next version', async () => {
  const systemId = await createSystem(app);
  await importRecording(app, systemId, press(1));
  await train(systemId, { target: 'valve', labels, cycleLengthS: cycleS });
  await train(systemId, { target: 'valve', labels, cycleLengthS: cycleS });
  const models: LearnedModel[] = (await app.as('viewer', { url: '/api/v1/models' })).json().items;
  expect(models.map(({ version, isNewest }) => [version, isNewest])).toEqual([
    [2, true],
    [1, false],
  ]);
  expect(models[0]?.modelSha256).toBe(models[1]?.modelSha256);
});

test('a model refuses a recording of another rig, simulated ones included, and one with other sensors', async () => {
  const systemId = await createSystem(app);
  await importRecording(app, systemId, press(1));
  const { result } = await train(systemId, { target: 'valve', labels, cycleLengthS: cycleS });
  const simulated = simulate({ circuit: demoCircuit, cycle: demoCycle, durationS: 120, faults: [], seed: 3 });
  const file = [...writeLoggerCsv(simulated, { startIso: '2026-03-02T06:00:00Z', delimiter: ';', rateHz: 1 })].join('');
  const elsewhere = await importRecording(app, await createSystem(app, 'Simulated rig'), file);
  expect((await answersOf(elsewhere, result.modelId)).json()).toMatchObject({ code: 'model-of-another-system', status: 409 });
  const moved = await importRecording(app, systemId, file);
  const answers: ModelAnswer[] = (await answersOf(moved, result.modelId)).json().items;
  expect(answers.length).toBeGreaterThan(5);
  expect(answers.map(({ abstained }) => abstained)).toEqual(answers.map(() => 'outside'));
  const blind = press(3).replaceAll(/;[^;]*;([^;]*)(\r\n)/g, ';$1$2');
  const without = await importRecording(app, systemId, blind);
  expect((await answersOf(without, result.modelId)).json()).toMatchObject({ code: 'model-sensors-differ', status: 409 });
});

test('what is wrong with labels is said at once or by the job, in words', async () => {
  const systemId = await createSystem(app);
  await importRecording(app, systemId, press(1));
  expect(await train(systemId, { target: 'pump', labels, cycleLengthS: cycleS })).toMatchObject({ code: 'target-unknown' });
  expect(await train(systemId, { target: 'valve', labels: 'time,valve\n0,1\n' })).toMatchObject({ code: 'labels-unreadable' });
  expect((await train(systemId, { target: 'valve', labels })).problem).toMatchObject({ code: 'recording-without-cycles' });
  const tooMany = `${labels}\n900,late`;
  expect((await train(systemId, { target: 'valve', labels: tooMany, cycleLengthS: cycleS })).problem).toMatchObject({
    code: 'label-without-cycle',
  });
  const foreign = 'recording,cycle,valve\nSunday,0,late\n';
  expect((await train(systemId, { target: 'valve', labels: foreign, cycleLengthS: cycleS })).problem).toMatchObject({
    code: 'labels-recording-unclear',
  });
});

test('a model stands beside the rules of a later diagnosis and changes nothing of theirs; training again is named as the cause', async () => {
  const systemId = await createSystem(app);
  const recordingId = await importRecording(app, systemId, press(1));
  const diagnosis = async (): Promise<Diagnosis> => (await app.as('viewer', { url: `/api/v1/recordings/${recordingId}/diagnosis` })).json();
  const before = await diagnosis();
  expect(before.result.learned).toBeUndefined();
  const meanings = [
    { class: 'in time', faultIds: [] },
    { class: 'late', faultIds: ['V01'] },
  ];
  const { result } = await train(systemId, { target: 'valve', labels, cycleLengthS: cycleS, meanings });
  const again = await app.as('technician', { method: 'POST', url: `/api/v1/recordings/${recordingId}/diagnoses` });
  await ended(app, again.json().id);
  const after = await diagnosis();
  const { learned, ...rules } = after.result;
  expect(rules).toEqual(before.result);
  expect(learned).toMatchObject([{ modelId: result.modelId, target: 'valve', version: 1, cycles: 48, answered: 48, because: null }]);
  expect(learned?.[0]?.shares.map(({ cycles }) => cycles)).toEqual([24, 24]);
  expect(learned?.[0]?.comparison.outcome).toBe('not-comparable');
  const url = `/api/v1/diagnoses/${after.id}/differences?before=${before.id}`;
  const { differences } = (await app.as('viewer', { url })).json();
  expect(differences).toMatchObject({ causes: [{ what: 'models' }], verdict: null, findings: [], elsewhere: [] });
  expect(differences.votes).toMatchObject([{ target: 'valve', change: 'appeared', before: null, after: { version: 1 } }]);
  const [model] = (await app.as('viewer', { url: `/api/v1/models?systemId=${systemId}` })).json().items as LearnedModel[];
  expect(model).toMatchObject({
    meanings,
    training: {
      classes: [
        { class: 'in time', cycles: 24, runs: 6 },
        { class: 'late', cycles: 24, runs: 6 },
      ],
    },
  });
  expect(model?.byRuns.reliability?.reduce((sum, { cycles }) => sum + cycles, 0)).toBe(48);
  expect(model?.byRuns.open).toMatchObject([
    { class: 'in time', cycles: 24 },
    { class: 'late', cycles: 24 },
  ]);
});

test('what a class means must speak of classes and faults that exist', async () => {
  const systemId = await createSystem(app);
  await importRecording(app, systemId, press(1));
  const say = (meanings: object[]) => train(systemId, { target: 'valve', labels, cycleLengthS: cycleS, meanings });
  expect(await say([{ class: 'early', faultIds: [] }])).toMatchObject({ code: 'meaning-unknown' });
  expect(await say([{ class: 'late', faultIds: ['V99'] }])).toMatchObject({ code: 'meaning-unknown' });
});

test('only who may run diagnoses may train', async () => {
  const systemId = await createSystem(app);
  const url = `/api/v1/systems/${systemId}/models`;
  expect((await app.as('viewer', { method: 'POST', url, payload: { target: 'valve', labels } })).statusCode).toBe(403);
});
