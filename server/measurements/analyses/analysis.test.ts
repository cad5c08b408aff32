import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSystem, importRecording, setLimit } from '../../../tests/support/import.ts';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';

let app: TestApp;
let id: string;
beforeAll(async () => {
  app = await testApp();
  app.appliance.runner.start();
  id = await importRecording(app, await createSystem(app));
});
afterAll(() => app.close());

const get = async (path: string) => (await app.as('viewer', { url: `/api/v1/recordings/${id}/${path}` })).json();

test('statistics of a range are those of the samples in it', async () => {
  const { channels } = await get('statistics?channels=0,2&fromMs=0&toMs=99000');
  expect(channels.map((c: { name: string; unit: string; count: number }) => [c.name, c.unit, c.count])).toEqual([
    ['Pump pressure', 'bar', 100],
    ['Oil temperature', '°C', 100],
  ]);
  // The made-up temperature rises by 0.01 per s, written with one digit.
  expect(channels[1].slopePerS).toBeCloseTo(0.01, 3);
  expect(channels[1].first).toBe(40);
});

test('triggers come page by page, and the pages are the whole', async () => {
  const whole = await get('triggers?channel=0&level=150&edge=rising&limit=500');
  expect(whole.items.length).toBeGreaterThan(8);
  const paged = [];
  for (let next: string | undefined = ''; next !== undefined; ) {
    const page: { items: unknown[]; next?: string } = await get(
      `triggers?channel=0&level=150&edge=rising&limit=3${next && `&cursor=${next}`}`,
    );
    paged.push(...page.items);
    next = page.next;
  }
  expect(paged).toEqual(whole.items);
});

test('one channel over another has the pairs of the recording', async () => {
  const plot = await get('cross-plot?x=0&y=1&fromMs=0&toMs=59000');
  expect(plot).toMatchObject({ xUnit: 'bar', yUnit: 'l/min', pairs: 60, pairing: 'same-instants' });
  expect(plot.x[0]).toBe(150);
  expect(plot.y[0]).toBe(25);
});

test('an empty range, a channel that is not there and a made-up cursor are problems in words', async () => {
  expect(await get('statistics?channels=0&fromMs=5&toMs=5')).toMatchObject({ code: 'range-empty', status: 422 });
  expect(await get('statistics?channels=7')).toMatchObject({ code: 'channel-not-found', status: 404 });
  expect(await get('triggers?channel=0&level=1&cursor=x')).toMatchObject({ code: 'cursor-invalid', status: 400 });
});

test('a spectrum is computed where the samples allow and refused with a reason where not', async () => {
  const spectrum = await get('spectrum?channel=0&rpm=1500&pumpOrder=9');
  expect(spectrum).toMatchObject({ computable: true, sampleRateHz: 1, unit: 'bar', order: { computable: false, code: 'rate-too-low' } });
  // The made-up pressure swings with sin(t / 9 s).
  expect(spectrum.peaks[0].frequencyHz).toBeCloseTo(1 / (2 * Math.PI * 9), 3);
  expect(spectrum.peaks[0].amplitude).toBeCloseTo(10, 0);
  expect(await get('spectrum?channel=0&toMs=30000')).toMatchObject({ computable: false, code: 'too-few-samples' });
  expect(await get('spectrum?channel=0&speedChannel=2')).toMatchObject({ status: 422, code: 'speed-unit-unknown' });
  expect(await get('spectrum?channel=0&segmentLength=100')).toMatchObject({ status: 422, code: 'segment-length-wrong' });
});

test('cycles are found where the file states none, page by page, and the reason stands beside them', async () => {
  const first = await get('cycles?limit=4');
  expect(first).toMatchObject({ source: 'detected', channel: 0, next: '4' });
  expect(first.because).toContain('Pump pressure rises through');
  const second = await get('cycles?limit=500&cursor=4');
  expect(second.items[0].index).toBe(4);
  expect(first.items.length + second.items.length).toBe(first.total);
  expect(first.items[1].fromMs - first.items[0].fromMs).toBeCloseTo(2000 * Math.PI * 9, -4);
  expect(await get('cycles?channel=2')).toMatchObject({ source: 'none', total: 0, items: [] });
  expect(await get('cycles?cursor=x')).toMatchObject({ status: 400, code: 'cursor-invalid' });
});

test('limits come in the unit of the samples, whatever unit they were set in', async () => {
  const other = await createSystem(app, 'Press in psi');
  const post = async (path: string, payload: object) =>
    (await app.as('engineer', { method: 'POST', url: `/api/v1/systems/${other}/${path}`, payload })).json();
  const source = { type: 'manual', reference: 'Manual page 3' };
  const pressure = await post('channels', { name: 'Pump pressure', quantity: 'pressure', unit: 'psi', signal: 'p_P' });
  await setLimit(app, other, { subjectType: 'channel', subject: pressure.id, unit: 'psi', warningHigh: 2900.75, source });
  const oil = await post('channels', { name: 'Oil temperature', quantity: 'temperature', unit: '°F' });
  await setLimit(app, other, { subjectType: 'channel', subject: oil.id, unit: '°F', alarmHigh: 158, source });
  const recording = await importRecording(app, other);
  const { limits } = (await app.as('viewer', { url: `/api/v1/recordings/${recording}/limits` })).json();
  expect(limits).toHaveLength(2);
  expect(limits[0]).toMatchObject({ channel: 0, unit: 'bar', unitWritten: 'psi', alarmHigh: null, source });
  expect(limits[0].warningHigh).toBeCloseTo(200, 2);
  expect(limits[1]).toMatchObject({ channel: 2, unit: '°C', warningHigh: null });
  expect(limits[1].alarmHigh).toBeCloseTo(70, 9);
});

test('the same statistics asked again, alone or among others, are the same', async () => {
  const first = await get('statistics?channels=0,1&fromMs=1000&toMs=50000');
  const mixed = await get('statistics?channels=2,1,0&fromMs=1000&toMs=50000');
  expect([mixed.channels[2], mixed.channels[1]]).toEqual(first.channels);
  expect(mixed.channels[0].name).toBe('Oil temperature');
  expect((await get('statistics?channels=0&fromMs=1000&toMs=49000')).channels[0].count).toBe(49);
});
