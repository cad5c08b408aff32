import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { composeReport } from '../document.composer.ts';
import { fixtureInput, fixtureInputWithVotesAndTests } from '../fixtures/report-input.fixture.ts';
import { typesetPdf } from './pdf.format.ts';

const folder = mkdtempSync(join(tmpdir(), 'sightglass-report-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function hasPdftotext(): boolean {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function textOf(bytes: Uint8Array): string {
  const path = join(folder, 'report.pdf');
  writeFileSync(path, bytes);
  return execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' });
}

const plain = (text: string) => text.replace(/\s+/g, ' ');

const bytes = await typesetPdf(composeReport(fixtureInput()));

describe('the PDF of a report', () => {
  const raw = Buffer.from(bytes).toString('latin1');

  it('says that it is PDF/A-2a, tagged, in its language and of the date of the report', () => {
    expect(raw.startsWith('%PDF-1.7')).toBe(true);
    expect(raw).toContain('<pdfaid:part>2</pdfaid:part>');
    expect(raw).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
    expect(raw).toContain('/Lang (en)');
    expect(raw).toContain('D:20260302080000');
    expect(raw).toMatch(/\/Outlines \d+ 0 R/);
  });

  it('has the same bytes for the same input, also after another report', async () => {
    const other = fixtureInput();
    other.number = 'R-2026-0008';
    expect(Buffer.from(await typesetPdf(composeReport(other))).equals(Buffer.from(bytes))).toBe(false);
    expect(Buffer.from(await typesetPdf(composeReport(fixtureInput()))).equals(Buffer.from(bytes))).toBe(true);
  });

  it('has the same bytes with votes of learned models and guided tests, too', async () => {
    const [first, second] = [
      await typesetPdf(composeReport(fixtureInputWithVotesAndTests())),
      await typesetPdf(composeReport(fixtureInputWithVotesAndTests())),
    ];
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
    expect(Buffer.from(first).equals(Buffer.from(bytes))).toBe(false);
  });

  it('still comes out when a name holds letters no font can show', async () => {
    const input = fixtureInput();
    input.parts[0]!.system.note = 'private letter \u{f8ffe}';
    const plainPdf = Buffer.from(await typesetPdf(composeReport(input))).toString('latin1');
    expect(plainPdf.startsWith('%PDF-1.7')).toBe(true);
    expect(plainPdf).not.toContain('pdfaid');
  });

  it.skipIf(!hasPdftotext())('reads in the right order, has at least three pages and says nothing that is not a word', () => {
    const pages = textOf(bytes).split('\f').slice(0, -1);
    expect(pages.length).toBeGreaterThanOrEqual(3);
    const [first = ''] = pages.map(plain);
    const order = [
      'SIMULATED DATA',
      'Summary',
      'ALARM',
      'The cooler is very likely fouled',
      'very likely (87 %)',
      'Clean the cooler fins',
      'Figure 1',
    ];
    const found = order.map((part) => first.indexOf(part));
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(found).not.toContain(-1);
    pages.forEach((page, index) => {
      expect(plain(page)).toContain(`Page ${index + 1} of ${pages.length}`);
      expect(page).toContain('R-2026-0007');
      expect(page).toContain('c'.repeat(64));
    });
    expect(pages.join()).not.toMatch(/\b(NaN|undefined|null)\b/);
  });

  it.skipIf(!hasPdftotext())('shows text of files and people as text, never as markup', async () => {
    const input = fixtureInput();
    input.parts[0]!.system.note = '#panic("x") *bold* $x$ @ref <label> \\ [a]';
    expect(plain(textOf(await typesetPdf(composeReport(input))))).toContain('#panic("x") *bold* $x$ @ref <label> \\ [a]');
  });
});
