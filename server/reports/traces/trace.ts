import type { DiagnosisResult } from '../../diagnostics/diagnosis.schema.ts';
import { Problem } from '../../platform/problem.ts';
import type { DocumentPart, Evidence, ReportDocument } from '../report-document.schema.ts';

/** A number as a diagnosis states it; `null` where it says that the number cannot be computed. */
export interface StatedValue {
  readonly name: string;
  readonly value: number | null;
  readonly uncertainty: number | null;
  readonly unit: string;
}

/** What an id of a report stands for, and everything it rests on: from the number down to the raw files, each step once. */
export interface Trace {
  readonly steps: readonly Evidence[];
  /** SHA-256 of the raw files at the end of the chain. */
  readonly rawFiles: readonly string[];
  /** Absent for steps that are no number of the diagnosis: files, channels, nameplates, values of guided tests. */
  readonly stated: StatedValue | undefined;
  /** The recording it is about. */
  readonly part: DocumentPart;
}

/** @throws Problem `evidence-not-found` with the ids there are */
export function traceOf(document: ReportDocument, id: string): Trace {
  const byId = new Map(document.evidence.map((item) => [item.id, item]));
  const start = byId.get(id);
  if (!start) throw unknownId(document, id);
  const steps: Evidence[] = [];
  const visit = (item: Evidence): void => {
    if (steps.includes(item)) return;
    steps.push(item);
    for (const next of item.restsOn) {
      const other = byId.get(next);
      if (other) visit(other);
    }
  };
  visit(start);
  const rawFiles = [...new Set(steps.flatMap(({ files }) => files))];
  const part = document.parts.find(({ diagnosis }) => diagnosis.recording.id === start.recordingId) ?? document.parts[0];
  if (!part) throw new Error('a report document without parts');
  // Ids run on through all parts; within a part they follow the order of its diagnosis.
  const ofPart = document.evidence.filter((item) => item.kind === start.kind && item.recordingId === start.recordingId);
  return { steps, rawFiles, stated: statedValue(part.diagnosis, `${id.slice(0, 1)}${ofPart.indexOf(start) + 1}`), part };
}

/** The number behind an id, by the order in which a report counts a diagnosis (evidence.register.ts). */
function statedValue({ indicators, findings, learned }: DiagnosisResult, id: string): StatedValue | undefined {
  const position = Number(id.slice(1)) - 1;
  const indicator = id.startsWith('I') ? indicators[position] : undefined;
  if (indicator) return { ...indicatorKey(indicator), value: indicator.value, uncertainty: indicator.uncertainty, unit: indicator.unit };
  const finding = id.startsWith('D') ? findings[position] : undefined;
  if (finding) return { name: findingName(finding), value: finding.confidence, uncertainty: null, unit: 'confidence' };
  const vote = id.startsWith('M') ? learned?.[position] : undefined;
  return vote && { name: voteName(vote), value: vote.probability, uncertainty: null, unit: 'probability' };
}

/** The same number in another result of the same recording; undefined when that one does not have it. */
export function sameValueIn(result: DiagnosisResult, { name }: StatedValue): StatedValue | undefined {
  const all = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => statedValue(result, `${prefix}${i + 1}`));
  const values = [...all('I', result.indicators.length), ...all('D', result.findings.length), ...all('M', result.learned?.length ?? 0)];
  return values.find((value) => value?.name === name);
}

function indicatorKey({ id, component, segment }: DiagnosisResult['indicators'][number]): { name: string } {
  return { name: [`indicator ${id}`, component, ...(segment === null ? [] : [segment])].join(', ') };
}

function findingName({ faultId, component }: DiagnosisResult['findings'][number]): string {
  return `finding ${faultId}, ${component}`;
}

function voteName({ target, version }: NonNullable<DiagnosisResult['learned']>[number]): string {
  return `learned model ${target}, version ${version}`;
}

function unknownId({ number, evidence }: ReportDocument, id: string): Problem {
  const kinds = Object.groupBy(evidence, (item) => item.id.slice(0, 1));
  const ranges = Object.values(kinds).map((items) => `${items?.[0]?.id} to ${items?.at(-1)?.id}`);
  return new Problem('evidence-not-found', 404, `Report ${number} has no number with this id`, {
    detail: `"${id.slice(0, 20)}" is not among them. There are ${ranges.join(', ')}.`,
  });
}
