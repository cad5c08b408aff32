import { readStoredReports, type StoredReport, type StoredReports } from './stored-reports.ts';
import { objectFault } from './stored-state.ts';

/**
 * What is wrong with the reports of a data folder that has one number only: at every moment, also right after a kill, each version is
 * issued with everything that belongs to it or has nothing of it, and one version at most is in force.
 */
export function reportFaults(dataDir: string): string[] {
  const stored = readStoredReports(dataDir);
  const { integrity, brokenReferences, reports } = stored;
  const faults: string[] = [];
  if (integrity !== 'ok') faults.push(`integrity_check says ${integrity}`);
  if (brokenReferences > 0) faults.push(`${brokenReferences} broken references`);
  const [newest, ...earlier] = reports;
  const inForce = reports.filter(({ status }) => status === 'issued');
  // The one before gives way in the very moment in which the newest is issued: neither two are in force nor none.
  const expected = newest?.status === 'issued' ? newest : earlier[0];
  if (inForce.length !== (expected === undefined ? 0 : 1) || inForce[0]?.id !== expected?.id)
    faults.push(`in force: ${inForce.map(({ version }) => version)}; should be ${expected?.version}`);
  for (const report of reports)
    faults.push(...versionFaults(dataDir, report, stored).map((fault) => `version ${report.version}: ${fault}`));
  return faults;
}

function versionFaults(dataDir: string, report: StoredReport, { files }: StoredReports): string[] {
  const { id, status, formats, approvals, issued, superseded } = report;
  const faults: string[] = [];
  const wasIssued = status === 'issued' || status === 'superseded' ? 1 : 0;
  const own = files.filter(({ report_id }) => report_id === id);
  const asIssued = own.filter((file) => file.status === 'issued').length;
  if (approvals !== wasIssued) faults.push(`${status} with ${approvals} approvals`);
  if (issued !== wasIssued) faults.push(`${status}; the audit trail says ${issued} times that it was issued`);
  if (superseded !== (status === 'superseded' ? 1 : 0)) faults.push(`${status}; the audit trail says ${superseded} times superseded`);
  if (asIssued !== wasIssued * formats.split(',').length) faults.push(`${status} with ${asIssued} issued files of ${formats}`);
  for (const sha256 of [report.content_sha256, ...own.map((file) => file.sha256)]) {
    const fault = objectFault(dataDir, sha256);
    if (fault) faults.push(fault);
  }
  return faults;
}
