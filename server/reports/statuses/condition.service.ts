import { existsSync, statSync } from 'node:fs';
import { targetsOfRecording } from '../../measurements/verifications/verification.queries.ts';
import type { Db } from '../../platform/database/database.ts';
import type { ContentStore } from '../../platform/files/content-store.ts';
import { hashOfFile } from '../../platform/files/file-hash.ts';
import { Problem } from '../../platform/problem.ts';
import type { SigningKey } from '../../platform/signing/signing-key.ts';
import { findReport, issuedFilesOf } from '../report.repository.ts';
import type { Report } from '../report.schema.ts';
import { isGenuine } from '../signatures/signature.seal.ts';
import { shownName } from './status.rules.ts';
import type { ReportCondition } from './status.schema.ts';

type Fault = ReportCondition['faults'][number];

export interface ConditionService {
  /** Looks at everything a report rests on; of large files only that they are there with their size. @throws Problem `report-not-found` */
  look(id: string): Promise<ReportCondition>;
  /** Reads every byte. @throws Problem `report-not-whole`: what is damaged or gone is not reported on */
  assertWhole(report: Report): Promise<void>;
}

/** A page waits for the answer: what takes longer to read is only read when a report is issued. */
const readAtOnceBytes = 64 * 1024 ** 2;

export function createConditionService(deps: { db: Db; files: ContentStore; signingKey(): SigningKey }): ConditionService {
  const { db, files, signingKey } = deps;

  async function stateOf(sha256: string, bytes: number, isThorough: boolean): Promise<Fault['state'] | null> {
    const path = files.pathOf(sha256);
    if (!existsSync(path)) return 'missing';
    const { size } = statSync(path);
    if (bytes > 0 && size !== bytes) return 'damaged';
    if (!isThorough && size > readAtOnceBytes) return null;
    return (await hashOfFile(path))?.sha256 === sha256 ? null : 'damaged';
  }

  async function recordingFaults(recordingId: string, isThorough: boolean): Promise<Fault[]> {
    const targets = (await targetsOfRecording(db, recordingId)).filter(({ file }) => file !== 'rejected-rows');
    if (targets.length === 0) return [{ what: 'recording', state: 'missing', name: recordingId, id: recordingId }];
    const faults: Fault[] = [];
    for (const { file, sha256, bytes, name, recording } of targets) {
      const state = await stateOf(sha256, bytes, isThorough);
      const what = file === 'raw' ? ('raw-file' as const) : ('series' as const);
      if (state !== null) faults.push({ what, state, name: name ?? recording?.name ?? sha256, id: sha256 });
    }
    return faults;
  }

  async function restsOn(report: Report, isThorough: boolean): Promise<Fault[]> {
    const faults: Fault[] = [];
    for (const recordingId of report.recordingIds) faults.push(...(await recordingFaults(recordingId, isThorough)));
    const frozen = [
      { what: 'input' as const, sha256: report.inputSha256 },
      { what: 'content' as const, sha256: report.contentSha256 },
    ];
    for (const { what, sha256 } of frozen) {
      const state = sha256 === null ? null : await stateOf(sha256, 0, isThorough);
      if (sha256 !== null && state !== null) faults.push({ what, state, name: shownName(report), id: sha256 });
    }
    return faults;
  }

  return {
    async look(id) {
      const report = await findReport(db, { id });
      if (!report) throw new Problem('report-not-found', 404, 'There is no such report');
      const faults = await restsOn(report, false);
      const written = new Map([...(await issuedFilesOf(db, id)), ...report.files].map((file) => [file.sha256, file]));
      for (const { sha256, bytes, name } of written.values()) {
        const state = await stateOf(sha256, bytes, false);
        if (state !== null) faults.push({ what: 'file', state, name, id: sha256 });
      }
      const forged = report.signatures.filter((signature) => !isGenuine(report, signature, signingKey().publicKey));
      faults.push(...forged.map((one): Fault => ({ what: 'signature', state: 'not-genuine', name: one.displayName, id: one.id })));
      return { isWhole: faults.length === 0, faults };
    },
    async assertWhole(report) {
      const [fault, ...more] = await restsOn(report, true);
      if (!fault) return;
      throw new Problem('report-not-whole', 409, 'What the report rests on is damaged or gone', {
        detail: `${fault.name} (${fault.what}) is ${fault.state}${more.length > 0 ? `, and ${more.length} more` : ''}. Nothing is issued from it: restore it from a backup first.`,
        extra: { faults: [fault, ...more] },
      });
    },
  };
}
