import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Value } from 'typebox/value';
import { afterAll, describe, expect, it } from 'vitest';
import { unzipped } from '../../tests/support/archive.ts';
import { composeReport } from './document.composer.ts';
import { fixtureInput } from './fixtures/report-input.fixture.ts';
import { reportCsv } from './formats/csv.format.ts';
import { reportDocx } from './formats/docx.format.ts';
import { reportHtml } from './formats/html.format.ts';
import { reportJson } from './formats/json.format.ts';
import { typesetPdf } from './formats/pdf.format.ts';
import { reportXlsx } from './formats/xlsx.format.ts';
import { standingOf } from './report.standing.ts';
import { ReportDocument } from './report-document.schema.ts';
import type { Signature } from './signatures/signature.schema.ts';

const folder = mkdtempSync(join(tmpdir(), 'sightglass-standing-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const hasPdftotext = spawnSync('pdftotext', ['-v']).status === 0;

const contentSha256 = 'c0ffee'.padEnd(64, '0');
const signature = (meaning: Signature['meaning'], displayName: string, hasSecondPerson = true): Signature => ({
  ...{ id: '01a20960-0000-7000-8000-00000000000a', meaning, userId: '01a20960-0000-7000-8000-00000000000b', userName: 'ada' },
  ...{ displayName, signedAt: '2026-05-04T06:07:08.000Z', revision: 3, contentSha256, hasSecondPerson },
  ...{ keyFingerprint: 'abcd 1234', seal: `${meaning}Seal==` },
});
const report = {
  ...({ status: 'in-review', statusReason: null, statusAt: '2026-05-05T06:00:00.000Z', statusBy: 'ben', contentSha256 } as const),
  signatures: [signature('prepared', 'Ada Example <b>&')],
};
type Change = Partial<Parameters<typeof standingOf>[0]>;
const documentOf = (change: Change, language: 'en' | 'de' = 'en'): ReportDocument => ({
  ...composeReport(fixtureInput()),
  version: 2,
  standing: standingOf({ ...report, ...change }, language),
});

async function pdfText(document: ReportDocument): Promise<string> {
  const path = join(folder, 'report.pdf');
  writeFileSync(path, await typesetPdf(document));
  return execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ');
}

describe('a report says in every format how it stands', () => {
  it('has the published shape', () => {
    expect(Value.Errors(ReportDocument, documentOf({}))).toEqual([]);
  });

  it.skipIf(!hasPdftotext)('on every page of the PDF, with name, time and meaning of every signature', async () => {
    const text = await pdfText(documentOf({}));
    expect(text).toContain('Report R-2026-0007 v2 · IN REVIEW');
    expect(text).toContain('This report is being reviewed. It is not issued yet.');
    expect(text).toContain('Ada Example <b>& (ada) 2026-05-04 06:07:08 UTC');
    expect(text).toContain('I have prepared this report and hand it over for review.');
    expect(text).toContain('Approved Not signed');
    expect(text).not.toContain('Reviewed');
  });

  it('in the editable report and in the workbook, too', async () => {
    const docx = await unzipped(Buffer.from(await reportDocx(documentOf({}))));
    const words = (part: string) => [...(docx.get(part) ?? '').matchAll(/<w:t(?: [^>]*)?>([^<]*)</g)].map((one) => one[1]).join('');
    expect(words('word/header1.xml')).toContain('Report R-2026-0007 v2 · IN REVIEW');
    expect(words('word/footer1.xml')).toContain(contentSha256);
    for (const text of [
      'IN REVIEW This report is being reviewed.',
      'Ada Example &lt;b&gt;&amp; (ada)  2026-05-04 06:07:08 UTC',
      'preparedSeal==',
      'Not signed',
    ])
      expect(words('word/document.xml')).toContain(text);
    const xlsx = await unzipped(Buffer.from(await reportXlsx(documentOf({}))));
    const facts = xlsx.get('xl/worksheets/sheet1.xml') ?? '';
    for (const text of ['R-2026-0007 v2', 'This report is being reviewed.', '2026-05-04 06:07:08 UTC', contentSha256])
      expect(facts).toContain(text);
  });

  it('an issued one carries no mark, and a single-handed approval says so', async () => {
    const issued = documentOf({ status: 'issued', signatures: [...report.signatures, signature('approved', 'Ada', false)] });
    for (const text of [reportHtml(issued), hasPdftotext ? await pdfText(issued) : '']) expect(text).not.toMatch(/draft|in review/i);
    expect(reportHtml(issued)).toContain('The author approved it; nobody else did.');
    expect(reportHtml(issued)).toContain(contentSha256);
  });

  it.each(['en', 'de'] as const)('what was withdrawn says when, by whom and why, in %s', (language) => {
    const withdrawn = documentOf({ status: 'withdrawn', statusReason: 'The sensor was out of calibration' }, language);
    const html = reportHtml(withdrawn);
    expect(html).toContain(
      language === 'en' ? 'Withdrawn on 2026-05-05 by ben: The sensor' : 'Am 2026-05-05 von ben zurückgezogen: The sensor',
    );
    expect(html).toContain('Ada Example &#60;b&#62;&#38; (ada)');
    expect(reportCsv(withdrawn)).toContain('status');
    expect(reportCsv(withdrawn)).toMatch(/signature,.*2026-05-04 06:07:08 UTC/);
    expect(JSON.parse(reportJson(withdrawn)).standing.slots[0].signature.signed.seal).toBe('preparedSeal==');
  });
});
