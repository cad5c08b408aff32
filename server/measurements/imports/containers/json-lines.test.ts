import { afterAll, describe, expect, it } from 'vitest';
import { fixture } from '../import.fixture.ts';

const place = fixture();
afterAll(() => place.remove());

const stamp = (second: number): string => new Date(Date.UTC(2025, 2, 4, 10) + second * 1000).toISOString();
const lines = (count: number, object: (i: number) => object): string =>
  Array.from({ length: count }, (_, i) => `${JSON.stringify(object(i))}\n`).join('');

async function report(text: string, options = {}) {
  const { recordings } = await place.importTexts({ 'log.jsonl': text }, options);
  expect(recordings).toHaveLength(1);
  return recordings[0]!.result.report;
}

describe('JSON lines', () => {
  it('with an object per instant are a wide table; keys may be missing, nested or come late', async () => {
    const text = lines(60, (i) => ({
      ts: stamp(i),
      'p [bar]': i % 10 === 0 ? null : i / 4,
      pump: { 'T [°C]': 40 + i },
      ...(i < 50 ? {} : { 'late [rpm]': i }),
      tags: ['a', 'b'],
    }));
    const found = await report(text);
    expect(found).toMatchObject({
      acceptedRows: 60,
      rejectedRows: 0,
      headerLine: null,
      firstDataLine: 1,
      first: '2025-03-04T10:00:00Z',
      files: [{ container: 'json', lines: 60, skippedLines: 0 }],
      channels: [
        { name: 'p', unit: 'bar', valid: 54, missingBlank: 6 },
        { name: 'pump.T', unit: '°C', min: 40 },
        { name: 'late', valid: 10, missingBlank: 50 },
      ],
    });
    expect(found.notes.join(' ')).toContain('Fields that hold lists were not imported: tags.');
  });

  it('with an object per value are a long table', async () => {
    const text = lines(60, (i) => ({ time: stamp(i >> 1), tag: i % 2 === 0 ? 'p' : 'T', value: i, unit: i % 2 === 0 ? 'bar' : '°C' }));
    expect(await report(text)).toMatchObject({
      layout: 'long',
      acceptedRows: 60,
      channels: [
        { name: 'p', valid: 30 },
        { name: 'T', valid: 30 },
      ],
    });
  });

  it('that are damaged are rejected with their own line numbers, and the last one as cut off', async () => {
    const whole = lines(60, (i) => ({ time: stamp(i), 'p [bar]': i })).split('\n');
    whole[9] = '{"time": "2025-03-04T10:00:09.000Z", "p [bar]": }';
    whole[19] = 'restarted';
    whole[29] = '';
    whole[59] = '{"time": "2025-03-04T10:00';
    const found = await report(whole.join('\n').trimEnd());
    expect(found.rejected).toEqual([
      { line: 10, reason: 'bad-time' },
      { line: 20, reason: 'bad-time' },
      { line: 60, reason: 'truncated' },
    ]);
    expect(found.files).toMatchObject([{ lines: 60, acceptedRows: 56, rejectedRows: 3, skippedLines: 1 }]);
  });

  it('as one array give the same series', async () => {
    const text = lines(60, (i) => ({ time: stamp(i), 'p [bar]': i / 8 }));
    const [one] = (await place.importTexts({ 'a.jsonl': text })).recordings;
    const array = `[\n${text.trimEnd().replaceAll('\n', ',\n')}\n]`;
    const [other] = (await place.importTexts({ 'a.json': array })).recordings;
    expect(other!.result.series.sha256).toBe(one!.result.series.sha256);
    expect(other!.result.report).toMatchObject({ acceptedRows: 60, rejectedRows: 0 });
  });

  it('of epochs, exponents and large numbers keep every digit', async () => {
    const found = await report(
      lines(40, (i) => ({ t_ms: Date.UTC(2025, 2, 4) + i * 10, 'p [bar]': i === 3 ? 1.25e-7 : 123_456.789_012_345 + i })),
    );
    expect(found).toMatchObject({ acceptedRows: 40, channels: [{ min: 1.25e-7, max: 123_456.789_012_345 + 39 }] });
  });

  it.each([
    ['a settings file', '{\n  "name": "press 3",\n  "limits": { "p": 250 }\n}\n'],
    ['an array of numbers', '[{"a":1}]'],
    ['an array that is cut off', '[{"time":"2025-03-04T10:00:00Z","p":1},\n{"time":"2025'],
  ])('%s is no table, and the refusal says what would be', async (_, text) => {
    await expect(report(text)).rejects.toMatchObject({
      code: expect.stringMatching(/^import-/),
      detail: expect.stringContaining('log.jsonl'),
    });
  });
});
