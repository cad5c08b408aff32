// `npm run office -- [FILE.json …]`: DOCX and XLSX of reports through LibreOffice and back.
import { readFileSync } from 'node:fs';
import { composeReport } from '../../server/reports/document.composer.ts';
import { fixtureInputWithVotesAndTests } from '../../server/reports/fixtures/report-input.fixture.ts';
import type { ReportDocument } from '../../server/reports/report-document.schema.ts';
import { checkInOffice } from './office-check.ts';

const files = process.argv.slice(2);
const documents =
  files.length > 0
    ? files.map((path) => ({ name: path, document: JSON.parse(readFileSync(path, 'utf8')) as ReportDocument }))
    : (['en', 'de'] as const).map((language) => ({
        name: `the report of the tests, ${language}`,
        document: composeReport({ ...fixtureInputWithVotesAndTests(), language }),
      }));
let faults = 0;
for (const { name, document } of documents) {
  for (const verdict of await checkInOffice(document)) {
    process.stdout.write(`${verdict.faults.length === 0 ? 'ok    ' : 'FAILED'} ${verdict.name} of ${name}: ${verdict.what} came back\n`);
    for (const fault of verdict.faults) process.stdout.write(`       ${fault}\n`);
    faults += verdict.faults.length;
  }
}
process.exitCode = faults === 0 ? 0 : 1;
