// SQLite is enough: this is about what a document holds.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSystem, ended, importRecording } from '../../../tests/support/import.ts';
import { hasPdfTools, lookAtPdf } from '../../../tests/support/pdf-tools.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';
import type { TestRun } from '../../diagnostics/guided-tests/test-run.schema.ts';
import type { ReportDocument } from '../report-document.schema.ts';

let app: TestApp;
let systemId: string;
beforeAll(async () => {
  app = await testApp();
  app.appliance.runner.start();
  systemId = await createSystem(app);
  const nameplate = { displacementCm3: 28, ratedSpeedRpm: 1450, compensatorBar: 200, pumpType: 'axial piston' };
  await post('engineer', `systems/${systemId}/components`, { kind: 'pump', name: 'Pump', nameplate });
});
afterAll(() => app.close());

const post = (role: 'engineer' | 'technician', url: string, payload: object) =>
  app.as(role, { method: 'POST', url: `/api/v1/${url}`, payload });

/** A made-up p-Q test of a pump of 28 cm³ at 1450 1/min: five steps of 20 s at 1 Hz; the flow falls far too steeply. */
function pumpTest(): string {
  const pressures = [20, 60, 100, 140, 170];
  const rows = Array.from({ length: 100 }, (_, second) => {
    const pressure = pressures[Math.floor(second / 20)]! + 0.1 * Math.sin(second);
    const at = new Date(Date.UTC(2026, 0, 5, 6, 0, second)).toISOString();
    return `${at};${pressure.toFixed(2)};${(39.8 - 0.12 * pressure).toFixed(3)};${(50 + second / 100).toFixed(2)}`;
  });
  return ['time;Pump pressure [bar];Pump flow [l/min];Tank oil temperature [°C]', ...rows, ''].join('\r\n');
}

test('a report on a guided test has its verdict, the steps with who did them, and the evidence; as a PDF, too', async () => {
  const run: TestRun = (await post('technician', `systems/${systemId}/guided-test-runs`, { testId: 'pump-curve' })).json();
  const source = { kind: 'guided-test', runId: run.id };
  const early = await post('engineer', 'reports', { source });
  expect(early.json()).toMatchObject({ status: 409, code: 'guided-test-not-evaluated' });

  const [step] = run.test.steps;
  await app.as('technician', {
    method: 'PUT',
    url: `/api/v1/guided-test-runs/${run.id}/steps/${step?.id}`,
    payload: { isDone: true, note: 'hose 12 used' },
  });
  const recordingId = await importRecording(app, systemId, pumpTest());
  await ended(app, (await post('technician', `guided-test-runs/${run.id}/evaluations`, { recordingId })).json().id);
  const { newest }: TestRun = (await app.as('viewer', { url: `/api/v1/guided-test-runs/${run.id}` })).json();
  expect(newest?.result.state).toBe('alarm');

  const started = await post('engineer', 'reports', { source, formats: ['json', 'pdf'] });
  const job = await ended(app, started.json().id);
  expect(job.problem).toBeNull();
  const url = `/api/v1/reports/${String(job.result?.reportId)}/files`;
  const document: ReportDocument = (await app.as('viewer', { url: `${url}/json` })).json();
  expect(document.kind).toBe('guided-test');

  const index = document.sections.findIndex(({ id }) => id === 'guided-tests');
  expect(document.sections[index - 1]?.id).toBe('summary');
  const section = document.sections[index];
  const said = JSON.stringify(section);
  expect(said).toContain(JSON.stringify(newest?.result.sentence.en).slice(1, -1));
  const captions = section?.blocks.flatMap((block) => (block.kind === 'table' ? [block.caption] : []));
  expect(captions).toContain(`Steps of “${run.test.title.en}”, as the technician ticked them off.`);
  const rows = section?.blocks.flatMap((block) => (block.kind === 'table' ? block.rows : [])).map((row) => row.map(({ text }) => text));
  expect(rows?.filter(([title]) => run.test.steps.some((one) => one.title.en === title)).length).toBe(run.test.steps.length);
  expect(rows?.find(([title]) => title === step?.title.en)).toEqual([
    step?.title.en,
    expect.stringMatching(/2026|20\d\d/),
    'test-technician',
    'hose 12 used',
  ]);

  const value = document.evidence.find(({ kind }) => kind === 'test-value');
  expect(value?.ranges.map(({ channel }) => channel)).toContain('Pump pressure');
  expect(said).toContain(`"${value?.id}"`);
  const pdf = (await app.as('viewer', { url: `${url}/pdf` })).rawPayload;
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  if (!hasPdfTools) return;
  const look = lookAtPdf(pdf);
  expect(look.check()).toContain('No syntax or stream encoding errors');
  expect(look.pages().join(' ')).toContain('hose 12 used');
  look.close();
});
