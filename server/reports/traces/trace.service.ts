import { text } from 'node:stream/consumers';
import { computeDiagnosis, type DiagnosisDeps } from '../../diagnostics/diagnosis.jobs.ts';
import { Problem } from '../../platform/problem.ts';
import type { Report } from '../report.schema.ts';
import type { DocumentPart, ReportDocument } from '../report-document.schema.ts';
import { readStoredDocument } from './stored-document.ts';
import { type StatedValue, sameValueIn, type Trace, traceOf } from './trace.ts';

export interface TracedFile {
  readonly sha256: string;
  readonly name: string;
  readonly state: 'as imported' | 'damaged' | 'missing';
}

/** The chain behind one number of a report, followed to its end now. */
export interface TraceResult extends Pick<Trace, 'steps' | 'stated'> {
  readonly report: Pick<Report, 'id' | 'number' | 'recordingId' | 'diagnosisId'>;
  readonly rawFiles: readonly TracedFile[];
  /** The same number computed again from the stored samples by this engine; absent for steps that are no number. */
  readonly recomputed?: {
    readonly value: StatedValue | null;
    readonly isSame: boolean;
    /** Whether the whole diagnosis comes out byte for byte as it was. */
    readonly isWholeSame: boolean;
    readonly statedBy: string;
    readonly computedBy: string;
  };
  /** Every file is as imported, and the number comes out as it stands in the report. */
  readonly isConfirmed: boolean;
}

export interface TraceService {
  /**
   * @param id of a number in the report: I3, D1, …
   * @throws Problem `evidence-not-found`, `report-without-json`, `recording-not-found`, what reading a damaged series says
   */
  follow(report: Report, id: string, signal: AbortSignal): Promise<TraceResult>;
}

export function createTraceService(deps: DiagnosisDeps): TraceService {
  const { files } = deps;

  async function documentOf(report: Report): Promise<ReportDocument> {
    const file = report.files.find(({ format }) => format === 'json');
    if (!file) {
      throw new Problem('report-without-json', 409, 'This report cannot be traced', {
        detail: 'It was written without its JSON file, which holds the ids. Make it again with all formats.',
      });
    }
    return readStoredDocument(await text(await files.open(file.sha256)));
  }

  async function look(sha256: string, name: string): Promise<TracedFile> {
    try {
      (await files.open(sha256)).destroy();
      return { sha256, name, state: 'as imported' };
    } catch (error) {
      if (error instanceof Problem && error.code === 'file-damaged') return { sha256, name, state: 'damaged' };
      if (error instanceof Problem && error.code === 'file-missing') return { sha256, name, state: 'missing' };
      throw error;
    }
  }

  return {
    async follow(report, id, signal) {
      const document = await documentOf(report);
      const { steps, rawFiles, stated, part } = traceOf(document, id);
      const all = document.parts.flatMap(({ diagnosis }) => diagnosis.recording.files);
      const names = new Map(all.map((file) => [file.sha256, file.name]));
      const traced = await Promise.all(rawFiles.map((sha256) => look(sha256, names.get(sha256) ?? '?')));
      const areAsImported = traced.every(({ state }) => state === 'as imported');
      const { number, recordingId, diagnosisId } = report;
      const found = { report: { id: report.id, number, recordingId, diagnosisId }, steps, stated, rawFiles: traced };
      if (!stated) return { ...found, isConfirmed: areAsImported };
      const { result, resultSha256 } = await computeDiagnosis(deps, part.diagnosis.recording.id, { signal, onProgress: () => undefined });
      const value = sameValueIn(result, stated) ?? null;
      const isSame = value !== null && value.value === stated.value && value.uncertainty === stated.uncertainty;
      const recomputed = {
        ...{ value, isSame, isWholeSame: resultSha256 === part.resultSha256 },
        statedBy: engineOf(part.diagnosis),
        computedBy: engineOf(result),
      };
      return { ...found, recomputed, isConfirmed: areAsImported && isSame };
    },
  };
}

function engineOf({ engineVersion, catalogueVersion }: DocumentPart['diagnosis']): string {
  return `engine ${engineVersion}, catalogue ${catalogueVersion}`;
}
