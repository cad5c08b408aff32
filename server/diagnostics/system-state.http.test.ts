import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSystem, importRecording, madeUpLoggerFile } from '../../tests/support/import.ts';
import { type TestApp, testApp } from '../../tests/support/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
  app.appliance.runner.start();
});
afterAll(() => app.close());

const stateOf = (systemId: string) => app.as('viewer', { url: `/api/v1/systems/${systemId}/diagnosis` });

test('the state of a system is that of the recording measured last: a file of the archive handed in later does not change it', async () => {
  const systemId = await createSystem(app);
  expect((await stateOf(systemId)).json()).toMatchObject({ code: 'diagnosis-not-found', status: 404, detail: expect.any(String) });
  const june = await importRecording(app, systemId, madeUpLoggerFile().replaceAll('2026-01-05T', '2026-06-05T'));
  await importRecording(app, systemId, madeUpLoggerFile());
  await expect.poll(async () => (await stateOf(systemId)).json().recordingId, { timeout: 20_000 }).toBe(june);
  const july = await importRecording(app, systemId, madeUpLoggerFile().replaceAll('2026-01-05T', '2026-07-05T'));
  await expect.poll(async () => (await stateOf(systemId)).json().recordingId, { timeout: 20_000 }).toBe(july);
});
