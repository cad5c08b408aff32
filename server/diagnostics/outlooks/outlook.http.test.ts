import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSystem, importRecording, madeUpLoggerFile } from '../../../tests/support/import.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';
import { newId } from '../../platform/ids.ts';
import type { Comparison } from '../comparisons/comparison.schema.ts';
import type { Diagnosis } from '../diagnosis.schema.ts';
import type { ComponentHealth, DiagnosisGrades } from './component-grade.schema.ts';
import type { HealthLine } from './outlook.schema.ts';

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
  app.appliance.runner.start();
});
afterEach(() => app.close());

const get = (url: string) => app.as('viewer', { url });

test('every imported recording stands in the health of its system, and two of them can be compared', async () => {
  const systemId = await createSystem(app);
  const before = await importRecording(app, systemId, madeUpLoggerFile(600));
  const after = await importRecording(app, systemId, madeUpLoggerFile(900));
  const health = await get(`/api/v1/systems/${systemId}/health`);
  expect(health.statusCode).toBe(200);
  const lines: HealthLine[] = health.json().items;
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) {
    expect(line.points.map(({ recordingId }) => recordingId).sort()).toEqual([before, after].sort());
    expect(line.remainingLife.kind).toBe('no-basis');
  }
  const graded = await get(`/api/v1/systems/${systemId}/component-health`);
  const components: ComponentHealth[] = graded.json().items;
  expect(components.map(({ component }) => component)).toEqual(expect.arrayContaining(['cooler', 'directional-valve', 'pump']));
  for (const { component, grade, points } of components) {
    expect(points).toHaveLength(2);
    // The file has pump pressure, flow and oil temperature: nothing of a valve or cooler can be judged.
    if (component === 'cooler' || component === 'directional-valve') expect(grade).toBe('unknown');
  }
  const first = (await get(`/api/v1/systems/${systemId}/component-health?limit=1`)).json();
  expect(first.items).toEqual(components.slice(0, 1));
  const rest = (await get(`/api/v1/systems/${systemId}/component-health?cursor=${first.next}`)).json();
  expect(rest.items).toEqual(components.slice(1));
  const compared = await get(`/api/v1/comparisons?before=${before}&after=${after}`);
  expect(compared.statusCode).toBe(200);
  const comparison: Comparison = compared.json();
  expect(comparison).toMatchObject({ before: { recordingId: before }, after: { recordingId: after } });
  expect(comparison.indicators.length).toBeGreaterThan(lines.length);
});

test('the grades of one diagnosis are those that the history of its recording shows', async () => {
  const systemId = await createSystem(app);
  const recordingId = await importRecording(app, systemId, madeUpLoggerFile(600));
  const components: ComponentHealth[] = (await get(`/api/v1/systems/${systemId}/component-health`)).json().items;
  const diagnosis: Diagnosis = (await get(`/api/v1/recordings/${recordingId}/diagnosis`)).json();
  const reply = await get(`/api/v1/diagnoses/${diagnosis.id}/component-grades`);
  expect(reply.statusCode).toBe(200);
  const { grades }: DiagnosisGrades = reply.json();
  expect(components.length).toBeGreaterThan(0);
  for (const { component, grade } of components) expect(grades).toContainEqual({ component, grade });
  expect((await get(`/api/v1/diagnoses/${newId()}/component-grades`)).json()).toMatchObject({ code: 'diagnosis-not-found' });
});

test('what does not exist or was not diagnosed is said', async () => {
  expect((await get(`/api/v1/systems/${newId()}/health`)).json()).toMatchObject({ code: 'system-not-found' });
  expect((await get(`/api/v1/comparisons?before=${newId()}&after=${newId()}`)).json()).toMatchObject({ code: 'recording-not-found' });
  expect((await app.as('public', { url: `/api/v1/comparisons?before=${newId()}&after=${newId()}` })).statusCode).toBe(401);
});
