import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnostics/diagnose.ts';
import { recordPress } from '../diagnostics/synthetic.fixture.ts';
import { composeReport } from './document.composer.ts';
import { fixtureInput, fixtureInputWithVotesAndTests } from './fixtures/report-input.fixture.ts';
import { reportCsv } from './formats/csv.format.ts';
import { reportHtml } from './formats/html.format.ts';
import type { ReportDocument } from './report-document.schema.ts';
import type { ReportInput } from './report-input.schema.ts';
import { wordingDe } from './wordings/wording.de.ts';
import { wordingEn } from './wordings/wording.en.ts';

function germanReport(input: ReportInput): ReportDocument {
  return composeReport({ ...input, language: 'de', title: wordingDe.say.title('Presse 3', 'Aufzeichnung') });
}

/** Every text of a document that a reader sees. */
function textsOf(part: unknown, key = ''): string[] {
  if (typeof part === 'string') return ['id', 'kind', 'figure', 'anchor', 'level', 'align', 'side'].includes(key) ? [] : [part];
  if (Array.isArray(part)) return part.flatMap((one) => textsOf(one, key));
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([name, one]) => (name === 'evidence' || name === 'refs' ? [] : textsOf(one, name)));
}

describe('a report in German', () => {
  const plain = fixtureInput();
  const own = { ...plain, system: { ...plain.system, limits: [] }, importReports: [] };

  it('has the same sections, tables, figures and evidence as the English one', () => {
    const input = { ...fixtureInputWithVotesAndTests(), diagnosis: diagnose(recordPress({ cooler: 0.55 })) };
    const shape = ({ sections, figures, evidence }: ReportDocument) => ({
      sections: sections.map(({ id, blocks }) => [id, blocks.map((block) => (block.kind === 'table' ? block.rows.length : block.kind))]),
      figures: figures.map(({ id, panes }) => [id, panes.map(({ series }) => series.length)]),
      evidence: evidence.map(({ id, ranges, restsOn }) => ({ id, ranges, restsOn })),
    });
    expect(shape(germanReport(input))).toEqual(shape(composeReport(input)));
    expect(germanReport(input).diagnosis).toBe(input.diagnosis);
  });

  it('writes numbers with a comma, dates by day, month and year, and names its language', () => {
    const document = germanReport({ ...own, diagnosis: diagnose(recordPress({ cooler: 0.55 })) });
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
