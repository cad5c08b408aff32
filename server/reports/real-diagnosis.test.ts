import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnostics/diagnose.ts';
import { hasUci, readUci } from '../diagnostics/uci.fixture.ts';
import { composeReport } from './document.composer.ts';
import { fixtureInput, fixtureSystem } from './fixtures/report-input.fixture.ts';
import { reportCsv } from './formats/csv.format.ts';
import { typesetPdf } from './formats/pdf.format.ts';
import { ReportDocument } from './report-document.schema.ts';
import type { ReportInput } from './report-input.schema.ts';

if (!hasUci) console.warn('SKIPPED: reports on the real rig, because SIGHTGLASS_DATA holds no uci-hydraulic');

describe.skipIf(!hasUci)('a report on ten full-rate cycles of the real rig', () => {
  const realInput = (): ReportInput => {
    const system = { ...fixtureSystem(), isSimulated: false, components: [], channels: [], limits: [] };
    return fixtureInput({ system, diagnosis: diagnose(readUci('full-rate').input), importReports: [], figures: [] });
  };

  it('has the published shape, shows the course of its key finding and says nothing that is not a word', () => {
    const document = composeReport(realInput());
    expect(Value.Errors(ReportDocument, document)).toEqual([]);
    expect(document.isSimulated).toBe(false);
    const { verdict, indicators } = document.parts[0]!.diagnosis;
    expect(verdict.keyFinding === null || document.figures.length > 0).toBe(true);
    const rows = document.sections
      .find((section) => section.id === 'results')
      ?.blocks.flatMap((one) => (one.kind === 'table' ? one.rows : []));
    expect(rows?.length).toBe(indicators.length);
    const text = JSON.stringify([document.sections, document.figures.map((figure) => [figure.caption, figure.alt, figure.axis])]);
    expect(text).not.toMatch(/NaN|undefined|null|Infinity/);
    expect(reportCsv(document)).not.toMatch(/NaN|undefined|null|Infinity/);
  });

  it('is typeset as an archive of at least three pages', async () => {
    const raw = Buffer.from(await typesetPdf(composeReport(realInput()))).toString('latin1');
    expect(raw).toContain('<pdfaid:part>2</pdfaid:part>');
    expect(Number(/\/Count (\d+)/.exec(raw)?.[1])).toBeGreaterThanOrEqual(3);
  });
});
