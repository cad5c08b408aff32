import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { composeReport } from './document.composer.ts';
import { fixtureInput, fixturePart } from './fixtures/report-input.fixture.ts';
import { reportCsv } from './formats/csv.format.ts';
import { typesetPdf } from './formats/pdf.format.ts';
import { valueSheets } from './formats/tables/data.sheet.ts';
import { reportRows } from './formats/tables/report-row.ts';
import { type Block, ReportDocument } from './report-document.schema.ts';
import type { ReportInput, ReportPart } from './report-input.schema.ts';
import { traceOf } from './traces/trace.ts';

const states = ['normal', 'unknown', 'alarm', 'attention'] as const;
const idOf = (index: number) => `01980000-0000-7000-8000-0000000001${String(index).padStart(2, '0')}`;

function part(index: number, systemName: string): ReportPart {
  const made = fixturePart();
  const state = states[index % states.length]!;
  const { diagnosis } = made;
  const keyFinding = state === 'alarm' ? diagnosis.verdict.keyFinding : null;
  return {
    ...made,
    system: { ...made.system, systemName },
    diagnosis: {
      ...diagnosis,
      recording: {
        ...diagnosis.recording,
        id: idOf(index),
        name: `Week ${index + 1}`,
        startedAt: `2026-03-0${index + 1}T22:00:00.000Z`,
      },
      indicators: diagnosis.indicators.map((one) => ({ ...one, value: one.value === null ? null : one.value + index })),
      verdict: { ...diagnosis.verdict, state, keyFinding },
    },
  };
}

const several: ReportInput = {
  ...fixtureInput(),
  kind: 'systems',
  title: 'All presses',
  parts: [0, 1, 2, 3].map((index) => part(index, `Press ${index}`)),
};
const document = composeReport(several);
const tablesOf = (id: string) =>
  (document.sections.find((section) => section.id === id)?.blocks ?? []).flatMap((block) => (block.kind === 'table' ? [block] : []));

describe('a report on several systems', () => {
  it('has the published shape, an overview first, a section per system, and what holds for all of them once', () => {
    expect(Value.Errors(ReportDocument, document)).toEqual([]);
    expect(document.sections.map(({ id }) => id)).toEqual([
      'overview',
      ...['part-1', 'part-2', 'part-3', 'part-4'],
      ...['method', 'evidence', 'sign-off'],
    ]);
  });

  it('shows what needs attention first and never counts what is unknown as normal', () => {
    const [table] = tablesOf('overview');
    expect(table?.rows.map((row) => [row[0]?.text, row[1]?.text, row[3]?.level])).toEqual([
      ['2', 'Press 2 / HP-03', 'alarm'],
      ['3', 'Press 3 / HP-03', 'attention'],
      ['4', 'Press 1 / HP-03', 'unknown'],
      ['5', 'Press 0 / HP-03', 'normal'],
    ]);
    expect(JSON.stringify(document.sections[0])).toContain('4 recordings were judged: 1 alarm, 1 attention, 1 not judged, 1 normal.');
    expect(document.sections[1]?.title).toBe('Press 2: Week 3');
  });

  it('lets ids, tables and figures run on through all parts, each leading to the files of its own recording', () => {
    const ids = document.evidence.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const blocks = document.sections.flatMap((section) => section.blocks);
    const numbers = blocks.flatMap((block) => (block.kind === 'table' ? [block.number] : []));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(new Set(document.figures.map(({ id }) => id)).size).toBe(document.figures.length);
    for (const item of document.evidence) {
      for (const other of item.restsOn) {
        expect(document.evidence.find(({ id }) => id === other)?.recordingId, `${item.id} → ${other}`).toBe(item.recordingId);
      }
    }
  });

  it('can be traced: an id stands for the number of its own part', () => {
    const perPart = several.parts[0]!.diagnosis.indicators.length;
    document.parts.forEach(({ diagnosis }, place) => {
      const { stated, part: found } = traceOf(document, `I${place * perPart + 1}`);
      expect(found.diagnosis.recording.id).toBe(diagnosis.recording.id);
      expect(stated?.value).toBe(diagnosis.indicators[0]?.value);
    });
    expect(
      reportCsv(document)
        .split('\r\n')
        .filter((line) => line.includes(',indicator,')).length,
    ).toBe(4 * perPart);
  });

  it('names in every row of the CSV and the workbook the system and the recording it speaks of', () => {
    const rows = reportRows(document).filter(({ evidence }) => (evidence ?? '') !== '');
    const owner = new Map(
      document.parts.map(({ systemName, diagnosis }) => [diagnosis.recording.id, [systemName, diagnosis.recording.name]]),
    );
    expect(new Set(rows.map(({ system }) => system)).size).toBe(4);
    for (const { evidence, system, recording } of rows) {
      const item = document.evidence.find(({ id }) => id === evidence);
      expect([system, recording], String(evidence)).toEqual(owner.get(item?.recordingId ?? ''));
    }
    expect(reportCsv(document).split('\r\n')[1]).toMatch(/,Press \d,Week \d$/);
    const titles = (of: ReportInput) => valueSheets(composeReport(of))[0]?.columns.map(({ title }) => title) ?? [];
    expect(titles(several).slice(0, 2)).toEqual(['System', 'Recording']);
    expect(titles(fixtureInput())).not.toContain('Recording');
  });

  it('is typeset as an archive', async () => {
    const raw = Buffer.from(await typesetPdf(document)).toString('latin1');
    expect(raw).toContain('<pdfaid:part>2</pdfaid:part>');
  });
});

describe('a report on a period', () => {
  const period = composeReport({ ...several, kind: 'period', parts: several.parts.map((_, index) => part(index, 'Press 3')) });
  const overview = period.sections[0]?.blocks ?? [];

  it('keeps the order of time and shows the course of the indicators over the recordings', () => {
    expect(period.parts.map(({ diagnosis }) => diagnosis.recording.name)).toEqual(['Week 1', 'Week 2', 'Week 3', 'Week 4']);
    const text = JSON.stringify(overview);
    expect(text).toContain('Course of the indicators over the period');
    const [first] = period.figures;
    expect(first?.axis).toBe('Days since 2026-03-01');
    expect(first?.panes[0]?.series[0]?.at).toEqual([0, 1, 2, 3]);
    const table = overview.filter((block): block is Extract<Block, { kind: 'table' }> => block.kind === 'table').at(-1);
    expect(table?.rows[0]?.map(({ text: one }) => one).slice(3)).toEqual(['21.4', '24.4', '4']);
    expect(new Set(table?.rows[0]?.flatMap(({ evidence }) => evidence ?? [])).size).toBe(2);
  });
});

describe('a comparison', () => {
  it('says before and after with their evidence, what got worse first', () => {
    const [after, before] = [part(2, 'Press 3'), part(0, 'Press 3')];
    const side = { count: 40, median: 46.2, state: 'normal', uncertainty: 1.8 } as const;
    const effect = { shift: -24.8, shiftLow: -26, shiftHigh: -23, delta: -1, p: 1e-9, size: 'large' } as const;
    const common = { indicator: 'cooling-effectiveness', name: 'Cooling effectiveness', component: 'cooler', unit: '%', limit: null };
    const none = { indicator: 'x', name: 'Another', component: 'pump', unit: 'bar', limit: null, before: null, after: null, effect: null };
    const source = (one: ReportPart) => ({ recordingId: one.diagnosis.recording.id, name: one.diagnosis.recording.name });
    const compared = composeReport({
      ...fixtureInput(),
      kind: 'comparison',
      parts: [after, before],
      comparison: {
        before: { ...source(before), diagnosisId: idOf(8), resultSha256: 'a' },
        after: { ...source(after), diagnosisId: idOf(9), resultSha256: 'b' },
        operatingPoint: { isSame: true, differences: [] },
        indicators: [
          { ...none, outcome: 'not-comparable', because: 'after: there is no such indicator' },
          { ...common, before: side, after: { ...side, median: 21.4 }, effect, outcome: 'worse', because: '-24.8 %, effect large' },
        ],
        sentence: 'Worse: Cooling effectiveness; no clear change: 0; not comparable: 1.',
      },
    });
    const tables = compared.sections[0]?.blocks.flatMap((block) => (block.kind === 'table' ? [block] : [])) ?? [];
    const rows = tables.at(-1)?.rows ?? [];
    expect(rows[0]?.map(({ text }) => text)).toEqual([
      'Cooling effectiveness (cooler)',
      '46.2\u00a0±\u00a01.8\u00a0%',
      '21.4\u00a0±\u00a01.8\u00a0%',
      '−24.8\u00a0% (−26 … −23); large',
      'worse',
      '-24.8 %, effect large.',
    ]);
    const [beforeId, afterId] = [rows[0]?.[1]?.evidence?.[0], rows[0]?.[2]?.evidence?.[0]];
    expect(compared.evidence.find(({ id }) => id === beforeId)?.recordingId).toBe(before.diagnosis.recording.id);
    expect(compared.evidence.find(({ id }) => id === afterId)?.recordingId).toBe(after.diagnosis.recording.id);
    expect(rows[1]?.[4]?.level).toBe('unknown');
  });
});
