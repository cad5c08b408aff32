import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeReport } from '../document.composer.ts';
import { fixtureInput } from '../fixtures/report-input.fixture.ts';
import { csvCell, reportCsv } from './csv.format.ts';

describe('the CSV of a report', () => {
  it('is one table of indicators and findings with a byte order mark and CRLF', () => {
    const text = reportCsv(composeReport(fixtureInput()));
    expect(text.startsWith('\ufeffreport,kind,evidence,')).toBe(true);
    const lines = text.slice(1).split('\r\n');
    expect(lines.at(-1)).toBe('');
    expect(lines.length).toBe(1 + 6 + 3 + 1);
    expect(lines[1]).toContain(
      'R-2026-0007,indicator,I1,cooling-effectiveness,Cooling effectiveness,cooler,alarm,21.437,1.83,%,32.4,,25.2,,',
    );
    expect(text).not.toMatch(/NaN|undefined|null/);
  });

  it('lets no text become a formula', () => {
    const input = fixtureInput();
    const [indicator] = input.diagnosis.indicators;
    if (indicator !== undefined) indicator.name = '=HYPERLINK("http://x","y")';
    input.number = '@SUM(A1)';
    const text = reportCsv(composeReport(input));
    expect(text).toContain(`"'=HYPERLINK(""http://x"",""y"")"`);
    expect(text).toContain("'@SUM(A1),indicator");
    expect(text).not.toMatch(/(^|,|\r\n|")[=@]/);
  });

  it('keeps numbers and quotes what RFC 4180 asks for', () => {
    expect(csvCell(-5.5)).toBe('-5.5');
    expect(csvCell('-5.5')).toBe('-5.5');
    expect(csvCell('+1e3')).toBe('+1e3');
    expect(csvCell('-cmd')).toBe("'-cmd");
    expect(csvCell('\tx')).toBe("'\tx");
    expect(csvCell('a,b')).toBe('"a,b"');
    expect(csvCell('say "x"\nthen')).toBe('"say ""x""\nthen"');
    expect(csvCell(Number.NaN)).toBe('');
    expect(csvCell(null)).toBe('');
  });

  it('starts no cell with a sign a spreadsheet would run, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const inner = csvCell(text).replace(/^"/, '');
        expect(/^[=+\-@\t\r\n]/.test(inner) && Number.isNaN(Number(inner))).toBe(false);
      }),
    );
  });
});
