import { describe, expect, it } from 'vitest';
import { composeReport } from '../document.composer.ts';
import { fixtureInput } from '../fixtures/report-input.fixture.ts';
import { reportCsv } from './csv.format.ts';

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
    const [indicator] = input.parts[0]!.diagnosis.indicators;
    if (indicator !== undefined) indicator.name = '=HYPERLINK("http://x","y")';
    input.number = '@SUM(A1)';
    const text = reportCsv(composeReport(input));
    expect(text).toContain(`"'=HYPERLINK(""http://x"",""y"")"`);
    expect(text).toContain("'@SUM(A1),indicator");
    expect(text).not.toMatch(/(^|,|\r\n|")[=@]/);
  });

  it('has decimal commas and semicolons for whoever asks; the numbers stay the same', () => {
    const document = composeReport(fixtureInput());
    const german = reportCsv(document, { decimalMark: ',', delimiter: ';' });
    const [, first = ''] = german.split('\r\n');
    expect(first).toContain('R-2026-0007;indicator;I1;cooling-effectiveness;Cooling effectiveness;cooler;alarm;21,437;1,83;%;32,4;;25,2;;');
    const numbers = (text: string, delimiter: string) =>
      text.split('\r\n').map((line) => Number((line.split(delimiter)[7] ?? '').replace(',', '.')));
    expect(numbers(german, ';').slice(1, 7)).toEqual(numbers(reportCsv(document), ',').slice(1, 7));
  });
});
