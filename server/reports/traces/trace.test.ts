// SQLite is enough: this is about documents and files.
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSystem, ended, importRecording } from '../../../tests/support/import.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';
import { composeReport } from '../document.composer.ts';
import { fixtureInput } from '../fixtures/report-input.fixture.ts';
import { sameValueIn, traceOf } from './trace.ts';

const document = composeReport(fixtureInput());
const { diagnosis: made } = document.parts[0]!;

test('every id of a report leads down to raw files or says itself what it is, and each step comes once', () => {
  expect(document.evidence.length).toBeGreaterThan(10);
  for (const { id, kind } of document.evidence) {
    const { steps, rawFiles } = traceOf(document, id);
    expect(steps[0]?.id).toBe(id);
    expect(new Set(steps).size).toBe(steps.length);
    if (kind !== 'nameplate' && steps.some((step) => step.kind === 'channel')) expect(rawFiles.length).toBeGreaterThan(0);
  }
});

test('an id stands for the number that the report prints under it', () => {
  made.indicators.forEach((indicator, i) => {
    const { steps, stated } = traceOf(document, `I${i + 1}`);
    expect(steps[0]?.text).toContain(indicator.name);
    expect(stated).toMatchObject({ value: indicator.value, uncertainty: indicator.uncertainty, unit: indicator.unit });
  });
  made.findings.forEach((finding, i) => {
    expect(traceOf(document, `D${i + 1}`).stated?.value).toBe(finding.confidence);
  });
  expect(traceOf(document, 'F1').stated).toBeUndefined();
});

test('the same number is found again wherever it stands in another result', () => {
  const { stated } = traceOf(document, 'I1');
  const turned = { ...made, indicators: [...made.indicators].reverse() };
  expect(sameValueIn(turned, stated!)).toEqual(stated);
  expect(sameValueIn({ ...made, indicators: [], findings: [], learned: [] }, stated!)).toBeUndefined();
});

test('an id that is not in the report is refused with those that are', () => {
  expect(() => traceOf(document, 'I999')).toThrow('has no number with this id');
  expect(() => traceOf(document, '__proto__')).toThrow('has no number with this id');
});

let app: TestApp;
let reportId: string;
beforeAll(async () => {
  app = await testApp();
  app.appliance.runner.start();
  const recordingId = await importRecording(app, await createSystem(app));
  const started = await app.as('engineer', { method: 'POST', url: '/api/v1/reports', payload: { recordingId } });
  reportId = String((await ended(app, started.json().id)).result?.reportId);
});
afterAll(() => app.close());

const trace = (id: string) => app.appliance.reports.trace(reportId, id, new AbortController().signal);

test('a number of a real report holds: its raw file is as imported and the number comes out again', async () => {
  const { parts } = JSON.parse((await app.as('viewer', { url: `/api/v1/reports/${reportId}/files/json` })).body);
  const [{ diagnosis }] = parts;
  const position = diagnosis.indicators.findIndex((one: { value: number | null }) => one.value !== null);
  const found = await trace(`I${position + 1}`);
  expect(found).toMatchObject({ isConfirmed: true, recomputed: { isSame: true, isWholeSame: true } });
  expect(found.recomputed?.value?.value).toBe(diagnosis.indicators[position].value);
  expect(found.rawFiles).toEqual([{ sha256: expect.stringMatching(/^[0-9a-f]{64}$/), name: expect.any(String), state: 'as imported' }]);
  const byNumber = await app.appliance.reports.trace(found.report.number, `I${position + 1}`, new AbortController().signal);
  expect(byNumber.isConfirmed).toBe(true);
});

test('a raw file that was changed afterwards is told; the number is no longer confirmed', async () => {
  const [file] = (await trace('F1')).rawFiles;
  const path = app.appliance.files.pathOf(String(file?.sha256));
  const bytes = readFileSync(path);
  bytes[40]! ^= 1;
  chmodSync(path, 0o600);
  writeFileSync(path, bytes);
  expect(await trace('F1')).toMatchObject({ isConfirmed: false, rawFiles: [{ state: 'damaged' }] });
});
