import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnostics/diagnose.ts';
import { recordPress } from '../diagnostics/synthetic.fixture.ts';
import { composeReport } from './document.composer.ts';
import { fixtureInput, fixtureInputWithVotesAndTests, fixtureSystem } from './fixtures/report-input.fixture.ts';
import { reportCsv } from './formats/csv.format.ts';
import { reportHtml } from './formats/html.format.ts';
import type { ReportDocument } from './report-document.schema.ts';
import type { ReportInput, ReportPart } from './report-input.schema.ts';
import { wordingDe } from './wordings/wording.de.ts';
import { wordingEn } from './wordings/wording.en.ts';

/** Words that stand in nearly every English sentence and in no German one. */
const english =
  /\b(the|of|and|is|are|were|with|without|not|from|this|that|its|it|by|to|for|no|than|which|only|has|have|at|when|while|because|would|need|needs|row|rows|share|least|between|under|above|below|each|cycles|healthy|measured|else|mean|or|on|as)\b/i;

function germanReport(input: ReportInput): ReportDocument {
  return composeReport({ ...input, language: 'de', title: wordingDe.say.title('Presse 3', 'Aufzeichnung') });
}

/** The words of a person or a logger that the report repeats. */
const ownWords = ({ system, annotations, diagnosis, figures, guidedTests }: ReportPart): string[] =>
  [
    ...[system.siteName, system.systemName, system.note ?? '', diagnosis.recording.name, diagnosis.recording.systemName],
    ...[...system.components.flatMap(({ name, nameplate }) => [name, ...Object.values(nameplate).map(String)])],
    ...system.channels.map(({ name }) => name),
    ...system.limits.map(({ source }) => source.reference),
    ...annotations.map(({ text }) => text.replaceAll(/\s*\n\s*/g, ' ')),
    ...figures.flatMap(({ title }) => title ?? []),
    ...diagnosis.recording.files.map(({ name }) => name),
    ...diagnosis.quality.map(({ channel }) => channel),
    'declared for the test',
    ...diagnosis.findings.map(({ component }) => component),
    ...guidedTests.flatMap(({ note }) => note ?? []),
  ].filter((text) => text !== '');

/** Every text of a document that a reader sees. */
function textsOf(part: unknown, key = ''): string[] {
  if (typeof part === 'string') return ['id', 'kind', 'figure', 'anchor', 'level', 'align', 'side'].includes(key) ? [] : [part];
  if (Array.isArray(part)) return part.flatMap((one) => textsOf(one, key));
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([name, one]) => (name === 'evidence' || name === 'refs' ? [] : textsOf(one, name)));
}

function englishIn(input: ReportInput): string[] {
  const own = input.parts.flatMap(ownWords).sort((a, b) => b.length - a.length);
  const { sections, figures, labels, evidence } = germanReport(input);
  const texts = [...textsOf(sections), ...textsOf(labels), ...textsOf(figures), ...evidence.map(({ text }) => text)];
  const left = texts.map((text) => own.reduce((rest, word) => rest.replaceAll(word, '…'), text)).filter((text) => english.test(text));
  return [...new Set(left)];
}

describe('a report in German', () => {
  const own = { system: { ...fixtureSystem(), limits: [] }, importReports: [] };

  it.each([
    ['a healthy press', {}],
    ['a worn pump', { pumpLeak: 0.03 }],
    ['a fouled cooler', { cooler: 0.55 }],
    ['a dead sensor', { stuck: 'p_P' }],
    ['swapped channels', { isSwapped: true }],
  ] as const)('says nothing in English about %s', (_, condition) => {
    expect(englishIn(fixtureInput({ ...own, diagnosis: diagnose(recordPress(condition)) }))).toEqual([]);
  });

  it('says nothing in English about a recording with hardly any channel', () => {
    const diagnosis = diagnose(recordPress({ cooler: 0.55 }, ['p_A', 'Q_P', 'P_el', 'u_cmd', 'n']));
    expect(englishIn(fixtureInput({ ...own, diagnosis }))).toEqual([]);
  });

  it('has the same sections, tables, figures and evidence as the English one', () => {
    const diagnosis = diagnose(recordPress({ cooler: 0.55 }));
    const [part] = fixtureInputWithVotesAndTests().parts;
    const input = fixtureInput({ ...part, diagnosis });
    const shape = ({ sections, figures, evidence }: ReportDocument) => ({
      sections: sections.map(({ id, blocks }) => [id, blocks.map((block) => (block.kind === 'table' ? block.rows.length : block.kind))]),
      figures: figures.map(({ id, panes }) => [id, panes.map(({ series }) => series.length)]),
      evidence: evidence.map(({ id, ranges, restsOn }) => ({ id, ranges, restsOn })),
    });
    expect(shape(germanReport(input))).toEqual(shape(composeReport(input)));
    expect(germanReport(input).parts[0]?.diagnosis).toBe(diagnosis);
  });

  it('writes numbers with a comma, dates by day, month and year, and names its language', () => {
    const document = germanReport(fixtureInput({ ...own, diagnosis: diagnose(recordPress({ cooler: 0.55 })) }));
    const text = textsOf(document.sections).join('\n');
    expect(text).toContain('02.03.2026, 08:00:00 UTC');
    expect(text).toContain('innerhalb einer Woche (bis 09.03.2026)');
    expect(text).toMatch(/\d,\d+\u00a0±\u00a0\d+,\d/);
    expect(text).not.toMatch(/\d\.\d+\u00a0±/);
    expect(document.figures[0]?.decimalMark).toBe(',');
    expect(reportHtml(document)).toContain('<html lang="de">');
    expect(reportCsv(document)).toContain('Kühlgrad CE');
  });

  it('has a word wherever English has one', () => {
    const keys = (part: unknown, path = ''): string[] =>
      typeof part === 'object' && part !== null ? Object.entries(part).flatMap(([key, one]) => keys(one, `${path}.${key}`)) : [path];
    const own = (path: string) => !/^\.(rejected|nameplate)\./.test(path);
    expect(keys(wordingDe).filter(own).sort()).toEqual(keys(wordingEn).filter(own).sort());
  });
});
