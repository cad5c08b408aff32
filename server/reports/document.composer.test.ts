import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { composeReport } from './document.composer.ts';
import { fixtureDiagnosis, fixtureInput, fixtureInputWithVotesAndTests } from './fixtures/report-input.fixture.ts';
import { type Block, type Cell, ReportDocument, type Run } from './report-document.schema.ts';
import { ReportInput } from './report-input.schema.ts';

describe('a report document', () => {
  const document = composeReport(fixtureInput());

  it('has the shape that is published', () => {
    expect(Value.Errors(ReportInput, fixtureInput())).toEqual([]);
    expect(Value.Errors(ReportDocument, document)).toEqual([]);
    expect(Value.Check(ReportDocument, JSON.parse(JSON.stringify(document)))).toBe(true);
  });

  it('is the same for the same input', () => {
    expect(JSON.stringify(composeReport(fixtureInput()))).toBe(JSON.stringify(document));
  });

  it('starts with a summary that names the key finding, what to do and until when', () => {
    const summary = JSON.stringify(document.sections[0]);
    expect(document.sections[0]?.id).toBe('summary');
    expect(summary).toContain('The cooler is very likely fouled: its effectiveness fell from 46 % to 21 % over cycles 1 to 40.');
    expect(summary).toContain('very likely (87\u00a0%)');
    expect(summary).toContain('4 of 5 (high), critical');
    expect(summary).toContain('Clean the cooler fins');
    expect(summary).toContain('within a week (by 2026-03-09)');
  });

  it('names the version of a plant’s limit with who approved it, and why an indicator was not evaluated', () => {
    const input = fixtureInput();
    const [first, second, ...rest] = input.parts[0]!.diagnosis.indicators.filter(({ value }) => value !== null);
    const source = { type: 'plant', reference: 'Shift book 12' } as const;
    const version = { id: fixtureDiagnosis().recording.id, number: 3, approvedBy: 'ben', hasSecondPerson: false };
    const limit = { warningLow: null, warningHigh: 55, alarmLow: null, alarmHigh: null, source, version };
    const notEvaluated = { count: 4, of: 12, because: 'the oil was cold' };
    const unjudged = { ...second!, limit: null, state: 'not-evaluated' as const, notEvaluated };
    const text = JSON.stringify(
      composeReport(fixtureInput({ diagnosis: { ...fixtureDiagnosis(), indicators: [{ ...first!, limit }, unjudged, ...rest] } })),
    );
    expect(text).toContain('plant: Shift book 12; version 3, approved by ben without a second person');
    const shipped = { ...limit, version: { ...version, hasSecondPerson: null } };
    const demo = composeReport(fixtureInput({ diagnosis: { ...fixtureDiagnosis(), indicators: [{ ...first!, limit: shipped }] } }));
    expect(JSON.stringify(demo)).toContain('version 3, comes with the simulated plant; nobody approved it');
    expect(text).toContain('not evaluated in 4 of 12 cycles or minutes: the oil was cold.');
  });

  it('has no empty section, no table without rows and no heading without something under it', () => {
    for (const section of document.sections) {
      expect(section.blocks.length).toBeGreaterThan(0);
      section.blocks.forEach((block, index) => {
        const next = section.blocks[index + 1]?.kind;
        if (block.kind === 'heading') expect([undefined, 'heading'], block.text).not.toContain(next);
        if (block.kind === 'label') expect(next, block.text).toBe('list');
        if (block.kind === 'table') expect(block.rows.length).toBeGreaterThan(0);
      });
    }
  });

  it('shows every figure once, right after a sentence that uses it, numbered in the order of the text', () => {
    const blocks = document.sections.flatMap((section) => section.blocks);
    const shown = blocks.flatMap((block, index) => {
      if (block.kind !== 'figure') return [];
      const before = blocks[index - 1];
      expect(before?.kind === 'paragraph' && before.runs.some((one) => one.figure === block.figure)).toBe(true);
      return [block.figure];
    });
    expect(shown).toEqual(document.figures.map((figure) => figure.id));
    expect(document.figures.map((figure) => figure.number)).toEqual([1, 2, 3, 4]);
  });

  it('leads every evidence id of the text to the evidence list, and from there to a raw file', () => {
    const ids = new Map(document.evidence.map((item) => [item.id, item]));
    const used = document.sections.flatMap((section) => section.blocks.flatMap(evidenceOf));
    expect(used.length).toBeGreaterThan(30);
    for (const id of used) expect(ids.has(id), id).toBe(true);
    const files = (id: string): string[] => [...(ids.get(id)?.files ?? []), ...(ids.get(id)?.restsOn ?? []).flatMap(files)];
    for (const finding of document.evidence.filter((item) => item.kind === 'finding')) expect(files(finding.id)).not.toEqual([]);
  });

  it('gives an id to every sentence and cell of the results that holds a measured number', () => {
    const results = document.sections.find((section) => section.id === 'results');
    const rows = results?.blocks.flatMap((block) => (block.kind === 'table' ? block.rows : [])) ?? [];
    expect(rows.length).toBe(fixtureDiagnosis().indicators.length);
    for (const row of rows) expect(row[0]?.evidence?.length).toBe(1);
  });

  it('shows what people noted: when, where, what and who; and no such section without any note', () => {
    const section = document.sections.find(({ id }) => id === 'annotations');
    const [rows] = section?.blocks.flatMap((block) => (block.kind === 'table' ? [block.rows] : [])) ?? [];
    expect(rows?.map((row) => row.map(({ text }) => text))).toEqual([
      ['cycles 11 to 15', 'TS4', 'Fan stood still. Started again by hand.', 'M. Example'],
      ['1234.5\u00a0s', '–', 'Door opened', 'T. Other'],
    ]);
    expect(rows?.[0]?.[1]?.evidence?.length).toBe(1);
    const none = composeReport(fixtureInput({ annotations: [] }));
    expect(none.sections.map(({ id }) => id)).not.toContain('annotations');
  });

  it('says why an indicator was not computable and what it would need', () => {
    const text = JSON.stringify(document.sections.find((section) => section.id === 'results'));
    expect(text).toContain('because no channel measures the case drain flow. Would need: case drain flow Q_C.');
  });

  it('marks simulated data, and only those', () => {
    expect(document.isSimulated).toBe(true);
    const real = fixtureInput();
    real.parts[0]!.system.isSimulated = false;
    real.parts[0]!.diagnosis.recording.isSimulated = false;
    expect(composeReport(real).isSimulated).toBe(false);
  });
});

describe('a report with votes of learned models and guided tests', () => {
  const document = composeReport(fixtureInputWithVotesAndTests());
  const textOf = (id: string) => JSON.stringify(document.sections.find((section) => section.id === id));

  it('has the published shape, and a section for each only when there is one', () => {
    expect(Value.Errors(ReportDocument, document)).toEqual([]);
    const plain = composeReport(fixtureInput()).sections.map(({ id }) => id);
    expect(document.sections.map(({ id }) => id).filter((id) => !plain.includes(id))).toEqual(['learned-models', 'guided-tests']);
  });

  it('flags the model that disagrees, also in the summary, and says why the other abstained', () => {
    const section = textOf('learned-models');
    expect(section).toContain('“healthy” with a calibrated probability of 93\u00a0%.');
    expect(section).toContain('Disagrees with the rules.');
    expect(section).toContain('The rules name K01 Cooler fouled; the model sees');
    expect(section).toContain('Abstained because 36 of 40 cycles are unlike everything it was trained on');
    expect(section).toContain('Not comparable because the model abstains.');
    expect(textOf('summary')).toContain('The learned model “cooler” disagrees with the rules.');
    expect(textOf('summary')).not.toContain('accumulator”');
  });

  it('shows a test with its values, limits, operating point and what could not be computed, and its alarm in the summary', () => {
    const section = textOf('guided-tests');
    expect(section).toContain('Cooler test: alarm');
    expect(section).toContain('21.4\u00a0±\u00a02.3\u00a0%');
    expect(section).toContain('plant: Cooler data sheet 4711; at operating point Hot oil at full flow; version 2, approved by ben');
    expect(section).toContain('because no channel measures the water flow. Would need: the water flow through the cooler.');
    expect(section).toContain('cycles 11 to 20');
    expect(textOf('summary')).toContain('Guided test “Cooler test”: alarm.');
  });

  it('leads every vote and every measured value of a test to raw files', () => {
    const ids = new Map(document.evidence.map((item) => [item.id, item]));
    const used = document.sections.flatMap((section) => section.blocks.flatMap(evidenceOf));
    for (const id of used) expect(ids.has(id), id).toBe(true);
    const files = (id: string): string[] => [...(ids.get(id)?.files ?? []), ...(ids.get(id)?.restsOn ?? []).flatMap(files)];
    for (const id of ['M1', 'M2', 'T1']) expect(files(id)).not.toEqual([]);
    for (const id of ['M1', 'M2', 'T1', 'T2']) expect(used).toContain(id);
  });
});

describe('a report on little', () => {
  it('never claims health when the verdict is unknown and nothing could be computed', () => {
    const part = fixtureInput().parts[0]!;
    part.figures = [];
    part.importReports = [];
    part.system.components = [];
    part.diagnosis = {
      ...part.diagnosis,
      quality: [],
      segments: [],
      indicators: [],
      findings: [],
      verdict: { state: 'unknown', sentence: 'Nothing can be said', keyFinding: null, noneOfThese: 1, limitations: [] },
    };
    const document = composeReport(fixtureInput(part));
    const summary = JSON.stringify(document.sections[0]);
    expect(summary).toContain('Not judged');
    expect(summary).not.toMatch(/Normal|within/);
    expect(document.figures).toEqual([]);
    expect(Value.Check(ReportDocument, document)).toBe(true);
    expect(JSON.stringify(document.sections)).not.toMatch(/NaN|undefined|null/);
  });

  it('proposes the next measurement instead of an action when nothing is decided', () => {
    const input = fixtureInput();
    const { diagnosis } = input.parts[0]!;
    diagnosis.verdict = { ...diagnosis.verdict, state: 'unknown', keyFinding: null };
    diagnosis.findings = diagnosis.findings.slice(0, 1).map((one) => ({ ...one, confidenceWord: 'cannot be excluded' as const }));
    expect(JSON.stringify(composeReport(input).sections[0])).toContain('Measure next: Air temperature before and behind the cooler.');
  });
});

function evidenceOf(block: Block): string[] {
  const ofRuns = (runs: Run[]) => runs.flatMap((one) => one.evidence ?? []);
  const ofCells = (cells: Cell[]) => cells.flatMap((one) => one.evidence ?? []);
  if (block.kind === 'paragraph' || block.kind === 'callout') return ofRuns(block.runs);
  if (block.kind === 'list') return block.items.flatMap(ofRuns);
  if (block.kind === 'facts') return block.rows.flatMap((row) => ofRuns(row.runs));
  return block.kind === 'table' ? block.rows.flatMap(ofCells) : [];
}
