import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import type { StoredDetector } from '../diagnostics/anomalies/anomaly-file.ts';
import { fitDetector, judgeRows } from '../diagnostics/anomalies/detector.ts';
import type { RowTable } from '../diagnostics/anomalies/row-table.ts';
import { watchRows } from './anomaly-watch.ts';

/** Invented: two sensors that swing, the second one jumps in row 250. */
const values = Float64Array.from({ length: 600 }, (_, at) => Math.sin(at * 1.7) + (at % 2 === 1 && at > 500 ? 9 : 0));
const table: RowTable = { channels: ['P1', 'flow'], rows: 300, values };
const detector = fitDetector({ ...table, rows: 200, values: values.subarray(0, 400) }, ['bar', 'l/min'], 'deviation');
const stored: StoredDetector = {
  ...{ format: 'sightglass-anomaly', version: 1, systemId: 's', rowSeconds: null, labels: ['Pump pressure', 'Pump flow'], detector },
  reference: { recordingId: 'r', recordingName: 'monday.csv', seriesSha256: '', fromRow: 0, rows: 200 },
};

async function watch(text: string): Promise<unknown[]> {
  const said: unknown[] = [];
  await watchRows(stored, Readable.from([text]), (line) => said.push(JSON.parse(line)));
  return said;
}

test('rows that come one by one are judged as the whole recording is, columns in any order', async () => {
  const lines = Array.from({ length: 300 }, (_, row) => `${values[2 * row + 1]};x;${values[2 * row]}`);
  const said = await watch(['Pump flow;remark;Pump pressure', ...lines].join('\r\n'));
  const whole = judgeRows(detector, table);
  expect(said).toEqual(
    whole.map(({ score, isAnomalous, contributions }, row) => ({
      ...{
        row,
        score: Number.isNaN(score) ? null : score,
        limit: detector.limit,
        flag: Number.isNaN(score) ? null : isAnomalous,
        channels: contributions,
      },
    })),
  );
  expect(whole.at(-1)?.isAnomalous).toBe(true);
});

test('a sensor that is not among the names is asked for, with its unit', async () => {
  await expect(watch('Pump flow\n1\n')).rejects.toMatchObject({
    code: 'anomaly-sensors-differ',
    detail: expect.stringContaining('Pump pressure (in bar)'),
  });
});
