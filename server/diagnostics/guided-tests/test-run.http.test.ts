import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSystem, ended, importRecording } from '../../../tests/support/import.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';
import type { SystemTest, TestEvaluation, TestRun, TestRunRow } from './test-run.schema.ts';

let app: TestApp;
let systemId: string;
beforeEach(async () => {
  app = await testApp();
  app.appliance.runner.start();
  systemId = await createSystem(app);
});
afterEach(() => app.close());

/** A made-up p-Q test of a pump of 28 cm³ at 1450 1/min: five steps of 20 s at 1 Hz. */
function pumpTest(slope: number): string {
  const pressures = [20, 60, 100, 140, 170];
  const rows = Array.from({ length: 100 }, (_, second) => {
    const pressure = pressures[Math.floor(second / 20)]! + 0.1 * Math.sin(second);
    const at = new Date(Date.UTC(2026, 0, 5, 6, 0, second)).toISOString();
    return `${at};${pressure.toFixed(2)};${(39.8 - slope * pressure).toFixed(3)};${(50 + second / 100).toFixed(2)}`;
  });
  return ['time;Pump pressure [bar];Pump flow [l/min];Tank oil temperature [°C]', ...rows, ''].join('\r\n');
}

const post = (url: string, payload: object, role: 'technician' | 'viewer' | 'engineer' = 'technician') =>
  app.as(role, { method: 'POST', url, payload });
const read = async <T>(url: string): Promise<T> => (await app.as('viewer', { url })).json();
const addPump = () =>
  post(
    `/api/v1/systems/${systemId}/components`,
    { kind: 'pump', name: 'Pump', nameplate: { displacementCm3: 28, ratedSpeedRpm: 1450, compensatorBar: 200, pumpType: 'axial piston' } },
    'engineer',
  );
const begin = async (payload: object = { testId: 'pump-curve' }): Promise<TestRun> =>
  (await post(`/api/v1/systems/${systemId}/guided-test-runs`, payload)).json();
async function evaluate(run: TestRun, payload: object) {
  const reply = await post(`/api/v1/guided-test-runs/${run.id}/evaluations`, payload);
  return reply.statusCode === 202 ? ended(app, reply.json().id) : reply.json();
}

test('a run goes from its steps to a verdict with evidence; evaluating again gives the same bytes and keeps the first', async () => {
  await addPump();
  const recordingId = await importRecording(app, systemId, pumpTest(0.01));
  const run = await begin();
  expect(run.test.steps.map(({ id }) => id)).toContain('hold-100');
  const job = await evaluate(run, { recordingId });
  expect(job).toMatchObject({ state: 'done', result: { guidedTestRunId: run.id, state: 'pass' } });
  const { newest } = await read<TestRun>(`/api/v1/guided-test-runs/${run.id}`);
  expect(newest?.result).toMatchObject({ state: 'pass', testId: 'pump-curve', recording: { id: recordingId } });
  expect(newest?.result.values[0]?.evidence[0]?.channel).toBe('Pump pressure');
  await evaluate(run, { recordingId });
  const { items } = await read<{ items: TestEvaluation[] }>(`/api/v1/guided-test-runs/${run.id}/evaluations`);
  expect(items.map(({ isNewest }) => isNewest)).toEqual([true, false]);
  expect(items[0]?.resultSha256).toBe(items[1]?.resultSha256);
  const rows = await read<{ items: TestRunRow[] }>(`/api/v1/guided-test-runs?systemId=${systemId}`);
  expect(rows.items).toMatchObject([{ id: run.id, state: 'pass', recordingId }]);
});

test('only a range of a recording can be attached; too little of it is not assessable, nothing of it is refused', async () => {
  await addPump();
  const recordingId = await importRecording(app, systemId, pumpTest(0.01));
  const run = await begin();
  const job = await evaluate(run, { recordingId, fromS: 0, toS: 45 });
  expect(job.result).toMatchObject({ state: 'not-assessable' });
  const { newest } = await read<TestRun>(`/api/v1/guided-test-runs/${run.id}`);
  expect(newest?.result.range).toEqual({ fromS: 0, toS: 45 });
  expect(await evaluate(run, { recordingId, fromS: 500 })).toMatchObject({ status: 422, code: 'guided-test-range-invalid' });
});

test('ticks keep who and when; a note later does not move them, and they can be taken back', async () => {
  const run = await begin();
  const put = (payload: object, stepId = 'connect') =>
    app.as('technician', { method: 'PUT', url: `/api/v1/guided-test-runs/${run.id}/steps/${stepId}`, payload });
  const first: TestRun = (await put({ isDone: true })).json();
  expect(first.ticks).toMatchObject([{ stepId: 'connect', note: null }]);
  const { doneAt } = first.ticks[0]!;
  expect(doneAt).not.toBeNull();
  expect((await put({ isDone: true, note: 'hose 12 used' })).json<TestRun>().ticks).toMatchObject([{ doneAt, note: 'hose 12 used' }]);
  expect((await put({ isDone: false })).json<TestRun>().ticks).toMatchObject([{ doneAt: null, doneBy: null, note: 'hose 12 used' }]);
  expect((await put({ isDone: true }, 'dance')).json()).toMatchObject({ status: 404, code: 'guided-test-step-unknown' });
  const { items } = (await app.as('admin', { url: '/api/v1/audit-events?limit=100' })).json() as { items: { action: string }[] };
  expect(items.filter(({ action }) => action === 'guided-test.step')).toHaveLength(3);
});

test('an operating point can be chosen for a run, which keeps it as it was then; one of another system cannot', async () => {
  const within = [{ signal: 'T_T', unit: '°C', atLeast: 40, atMost: 55 }];
  const url = `/api/v1/systems/${systemId}/operating-points`;
  const point = (await app.as('engineer', { method: 'POST', url, payload: { name: 'Warm oil', within } })).json();
  const run = await begin({ testId: 'pump-curve', operatingPointId: point.id });
  expect(run.test.place).toEqual({ name: 'Warm oil', within });
  await app.as('engineer', { method: 'DELETE', url: `/api/v1/operating-points/${point.id}?version=1` });
  expect((await read<TestRun>(`/api/v1/guided-test-runs/${run.id}`)).test.place?.name).toBe('Warm oil');
  expect(await begin({ testId: 'pump-curve', operatingPointId: point.id })).toMatchObject({ code: 'operating-point-not-found' });
});

test('what a system cannot do is said with the reason and what would help', async () => {
  const before = await read<{ items: SystemTest[] }>(`/api/v1/systems/${systemId}/guided-tests`);
  expect(before.items).toHaveLength(5);
  expect(before.items.every(({ isPossible, unmet }) => !isPossible && unmet.length > 0)).toBe(true);
  await addPump();
  await importRecording(app, systemId, pumpTest(0.01));
  const [pump] = (await read<{ items: SystemTest[] }>(`/api/v1/systems/${systemId}/guided-tests`)).items;
  expect(pump).toMatchObject({ test: { id: 'pump-curve' }, isPossible: true, unmet: [] });
});

test('a healthy run is the baseline of a later one; a run of another test, or never evaluated, is none', async () => {
  await addPump();
  const healthy = await begin();
  expect(await begin({ testId: 'pump-curve', baselineRunId: healthy.id })).toMatchObject({ code: 'guided-test-baseline-unfit' });
  await evaluate(healthy, { recordingId: await importRecording(app, systemId, pumpTest(0.01)) });
  expect(await begin({ testId: 'cooler', baselineRunId: healthy.id })).toMatchObject({ code: 'guided-test-baseline-unfit' });
  const later = await begin({ testId: 'pump-curve', baselineRunId: healthy.id });
  await evaluate(later, { recordingId: await importRecording(app, systemId, pumpTest(0.018)) });
  const { newest } = await read<TestRun>(`/api/v1/guided-test-runs/${later.id}`);
  expect(newest?.result.baseline).toContain('run of');
  expect(newest?.result.values.find(({ id }) => id === 'pump-leakage-slope')).toMatchObject({ state: 'warning', isJudged: true });
});

test('a removed recording takes its evaluations along; the run and an evaluation of another recording stay', async () => {
  await addPump();
  const kept = await importRecording(app, systemId, pumpTest(0.01));
  const gone = await importRecording(app, systemId, pumpTest(0.02));
  const run = await begin();
  await evaluate(run, { recordingId: kept });
  await evaluate(run, { recordingId: gone });
  const policy = { keepDays: null, allowsRemoval: true, version: 0 };
  await app.as('admin', { method: 'PUT', url: `/api/v1/systems/${systemId}/retention`, payload: policy });
  const removed = await app.as('admin', { method: 'DELETE', url: `/api/v1/recordings/${gone}?reason=wrong%20machine` });
  expect(removed.statusCode).toBeLessThan(300);
  const { newest } = await read<TestRun>(`/api/v1/guided-test-runs/${run.id}`);
  expect(newest).toMatchObject({ recordingId: kept, isNewest: true });
});

test('who may only read begins nothing; recordings of another system and unknown runs are refused', async () => {
  const url = `/api/v1/systems/${systemId}/guided-test-runs`;
  expect((await post(url, { testId: 'pump-curve' }, 'viewer')).statusCode).toBe(403);
  const run = await begin();
  const elsewhere = await importRecording(app, await createSystem(app, 'Press 5'), pumpTest(0.01));
  expect(await evaluate(run, { recordingId: elsewhere })).toMatchObject({ status: 422, code: 'guided-test-recording-elsewhere' });
  const nobody = '019b0000-0000-7000-8000-000000000000';
  expect(await read(`/api/v1/guided-test-runs/${nobody}`)).toMatchObject({ status: 404, code: 'guided-test-run-not-found' });
});
