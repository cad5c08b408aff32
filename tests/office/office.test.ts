import { expect, it } from 'vitest';
import { composeReport } from '../../server/reports/document.composer.ts';
import { fixtureInputWithVotesAndTests } from '../../server/reports/fixtures/report-input.fixture.ts';
import { hasOffice } from './office.ts';
import { checkInOffice } from './office-check.ts';

if (!hasOffice) console.warn('SKIPPED: DOCX and XLSX in LibreOffice, because soffice is not there. npm run office installs it and looks.');

it.skipIf(!hasOffice)(
  'LibreOffice opens the DOCX and the workbook of a report, and every paragraph and cell comes back',
  async () => {
    const verdicts = await checkInOffice(composeReport(fixtureInputWithVotesAndTests()));
    expect(verdicts.map(({ name }) => name)).toEqual(['DOCX', 'XLSX']);
    expect(verdicts.flatMap(({ faults }) => faults)).toEqual([]);
  },
  240_000,
);
