import { afterAll, describe, expect, it } from 'vitest';
import { fixture } from '../import.fixture.ts';

const place = fixture();
afterAll(() => place.remove());

const reasons = (report: { rejected: readonly { line: number; reason: string }[] }): string[] =>
  report.rejected.map(({ line, reason }) => `${line} ${reason}`);

describe('one value in a line', () => {
  const lines = ['Tag;Time;Value;Unit', 'p1;2025-01-01 00:00:00;1.5;bar', 'T1;2025-01-01 00:00:00;320;K', 'p1;2025-01-01 00:00:01;2.5;bar'];

  it('becomes one channel per name, each with its own times and unit', async () => {
    const { report } = await place.importText(`${[...lines, 'T1;2025-01-01 00:00:10;321;K'].join('\n')}\n`);
    expect(report).toMatchObject({
      layout: 'long',
      acceptedRows: 4,
      rejectedRows: 0,
      first: '2025-01-01T00:00:00',
      last: '2025-01-01T00:00:10',
    });
    expect(report.channels).toMatchObject([
      { name: 'p1', unit: 'bar', valid: 2, interval_s: 1, max: 2.5 },
      { name: 'T1', unit: '°C', valid: 2, interval_s: 10 },
    ]);
  });

  it('that is damaged is rejected with its reason', async () => {
    const bad = [
      'p1;2025-01-01 00:00:02;OL;bar',
      'p1;2025-99-01 00:00:03;1;bar',
      'p1;2025-01-01',
      lines[0],
      lines[1],
      'p1;2025-01-01 00:00:01;7;bar',
    ];
    const good = Array.from({ length: 25 }, (_, i) => `p1;2025-01-01 00:00:${10 + i};3;bar`);
    const { report } = await place.importText(`${[...lines, ...bad, ...good].join('\n')}\np1;2025-01-0`);
    expect(reasons(report)).toEqual([
      '5 invalid-value',
      '6 bad-time',
      '7 field-count',
      '8 repeated-header',
      '9 duplicate',
      '10 conflicting-duplicate',
      '36 truncated',
    ]);
    expect(report).toMatchObject({ acceptedRows: 28, channels: [{ name: 'p1', missingText: 1 }, { name: 'T1' }] });
  });

  it('takes the unit from the header of the values, and asks when nothing names one', async () => {
    const text = (header: string) =>
      `time;name;${header}\n2025-01-01 00:00:00;a;1.5\n2025-01-01 00:00:00;b;1.5\n2025-01-01 00:00:01;a;1.5\n`;
    expect((await place.importText(text('value [psi]'))).report.channels).toMatchObject([{ unit: 'bar' }, { unit: 'bar' }]);
    const extra = { questions: [{ id: 'unit', about: ['a', 'b'] }] };
    await expect(place.importText(text('value'))).rejects.toMatchObject({ code: 'import-needs-answers', extra });
  });

  it('asks for the unit of a name that first comes up behind the sample', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => `a [bar];${new Date(Date.UTC(2025, 0, 1) + i * 1000).toISOString()};1.5`);
    const text = `tag;time;value\n${rows.join('\n')}\nlate;2025-01-02T00:00:00.000Z;1.5\n`;
    await expect(place.importText(text)).rejects.toMatchObject({ extra: { questions: [{ id: 'unit', about: ['late'] }] } });
    const { report } = await place.importText(text, { answers: { unit: { late: 'bar' } } });
    expect(report).toMatchObject({ acceptedRows: 5001, channels: [{ valid: 5000 }, { name: 'late', valid: 1, unitWritten: null }] });
  });
});

describe('one block per channel', () => {
  const block = (name: string, start: string, rows: number) =>
    `Channel;${name}\nUnit;bar\nStart;${start}\nTime [s];Value\n${Array.from({ length: rows }, (_, i) => `${i / 10};${i}.5`).join('\n')}\n`;

  it('keeps every block’s own start', async () => {
    const { report } = await place.importText(`${block('p1', '2025-01-01 00:00:00', 20)}\n${block('p2', '2025-01-01 00:01:00', 10)}`);
    expect(report).toMatchObject({ layout: 'blocks', acceptedRows: 30, rejectedRows: 0, interval_s: 0.1, metadataLines: 3, headerLine: 4 });
    expect(report).toMatchObject({ first: '2025-01-01T00:00:00', last: '2025-01-01T00:01:00.900' });
    expect(report.channels).toMatchObject([
      { name: 'p1', unit: 'bar', valid: 20 },
      { name: 'p2', valid: 10 },
    ]);
  });

  it('of the same name goes on, and strange lines between its rows are rejected', async () => {
    const text = `${block('p1', '2025-01-01 00:00:00', 20)}garbage here\n2.5;7\n${block('p1', '2025-01-01 01:00:00', 10)}`;
    const { report } = await place.importText(text);
    expect(reasons(report)).toEqual(['25 field-count']);
    expect(report.channels).toMatchObject([{ name: 'p1', valid: 31 }]);
  });

  it('is recognised by later headers that name other channels', async () => {
    const rows = Array.from({ length: 5 }, (_, i) => `${i};${i}.5`).join('\n');
    const { report } = await place.importText(`t [s];p1 [bar]\n${rows}\nt [s];T1 [°C]\n${rows}\n`);
    expect(report).toMatchObject({
      layout: 'blocks',
      acceptedRows: 10,
      channels: [
        { name: 'p1', unit: 'bar' },
        { name: 'T1', unit: '°C' },
      ],
    });
  });
});
