import { compareDiagnoses } from '../../diagnostics/comparisons/comparison.ts';
import type { Diagnosis } from '../../diagnostics/diagnosis.schema.ts';
import type { TestOnRecording } from '../../diagnostics/guided-tests/test-run.schema.ts';
import type { Annotation } from '../../measurements/annotations/annotation.schema.ts';
import type { AnnotationService } from '../../measurements/annotations/annotation.service.ts';
import type { RecordingDetail } from '../../measurements/recording.schema.ts';
import type { SystemDetail } from '../../systems/system.schema.ts';
import type { ReportLanguage } from '../compositions/report-composition.schema.ts';
import { chooseFigures } from '../figure.choice.ts';
import type { ReportAnnotation, ReportInput, ReportPart, TestStepDone } from '../report-input.schema.ts';
import type { ReportSource } from '../report-source.schema.ts';
import { wordingOf } from '../wordings/wording.ts';
import { resolveSource, type SourceDeps } from './source.resolver.ts';

/** What a figure holds: a curve on paper shows no more, and a report on forty systems holds a hundred of them. */
const figureBuckets = 1000;

export interface ReaderDeps extends SourceDeps {
  readonly annotations: AnnotationService;
}

/** Everything of a report that its source says; number, date and author are not the source's. */
export interface ReadSource {
  readonly input: Omit<ReportInput, 'number' | 'createdAtIso' | 'author' | 'pinned'>;
  readonly siteName: string;
  readonly cited: readonly { recordingId: string; diagnosisId: string }[];
}

/** Reads what a source stands for now, one part after the other. @throws Problem as `resolveSource` */
export async function readSource(deps: ReaderDeps, source: ReportSource, language: ReportLanguage): Promise<ReadSource> {
  const { diagnoses, skipped } = await resolveSource(deps, source);
  const parts: ReportPart[] = [];
  for (const diagnosis of diagnoses) parts.push(await partOf(deps, diagnosis));
  const [first, second] = diagnoses;
  const [part] = parts;
  if (first === undefined || part === undefined) throw new Error('a source without a diagnosis');
  const compared = source.kind === 'comparison' && second !== undefined;
  return {
    input: {
      kind: source.kind,
      title: titleOf(source, parts, language),
      language,
      parts,
      comparison: compared ? compareDiagnoses(second, first) : null,
      ...(source.kind === 'guided-test' ? await stepsOf(deps, source.runId) : { testSteps: null }),
      skipped: [...skipped],
    },
    siteName: part.system.siteName,
    cited: diagnoses.map(({ id, recordingId }) => ({ recordingId, diagnosisId: id })),
  };
}

function titleOf(source: ReportSource, parts: readonly ReportPart[], language: ReportLanguage): string {
  const { say, overview } = wordingOf(language);
  const [part] = parts;
  const [system = '', recording = ''] = [part?.system.systemName, part?.diagnosis.recording.name];
  const day = (instant: string) => say.date(instant.slice(0, 10));
  if (source.kind === 'comparison') return overview.titles.comparison(system, recording, parts[1]?.diagnosis.recording.name ?? '');
  if (source.kind === 'guided-test') return overview.titles.guidedTest(system, recording);
  if (source.kind === 'period') return overview.titles.period(system, day(source.from), day(source.to));
  if (source.kind === 'systems') return overview.titles.systems(String(parts.length), sitesOf(parts));
  return say.title(system, recording);
}

/** Three sites fit into a title; of more, none is nearer than another. */
function sitesOf(parts: readonly ReportPart[]): string {
  const sites = [...new Set(parts.map(({ system }) => system.siteName))];
  return sites.length > 3 ? '' : sites.join(' / ');
}

async function partOf(deps: ReaderDeps, diagnosis: Diagnosis): Promise<ReportPart> {
  const detail = await deps.recordings.getDetail(diagnosis.recordingId);
  const system = await deps.systems.getDetail(detail.recording.systemId);
  const figures = [];
  for (const choice of chooseFigures(detail, diagnosis.result)) {
    const { channels } = await deps.recordings.series(detail.recording.id, {
      channels: choice.channels.join(','),
      fromMs: choice.fromMs,
      toMs: choice.toMs,
      buckets: figureBuckets,
    });
    figures.push({ id: choice.id, title: choice.title, envelopes: channels });
  }
  return {
    system: reportSystem(system),
    diagnosis: diagnosis.result,
    resultSha256: diagnosis.resultSha256,
    importReports: [detail.importReport],
    figures,
    guidedTests: byUrgency(await deps.guidedTests.listOnRecording(detail.recording.id)),
    annotations: (await deps.annotations.listForReport(detail.recording.id)).map((one) => toReportAnnotation(detail, one)),
  };
}

function reportSystem({ site, system, components, channels, limits }: SystemDetail): ReportPart['system'] {
  const { name, tag, note, isSimulated } = system;
  return { siteName: site.name, systemName: name, tag, note, isSimulated, components, channels, limits };
}

/** What the technician did, step by step, as it stands in the run. */
async function stepsOf({ guidedTests }: ReaderDeps, runId: string): Promise<Required<Pick<ReportInput, 'testSteps' | 'testTitle'>>> {
  const { test, ticks } = await guidedTests.get(runId);
  const testSteps = test.steps.map(({ id, title }): TestStepDone => {
    const tick = ticks.find(({ stepId }) => stepId === id);
    return { text: title, doneAt: tick?.doneAt ?? null, doneBy: tick?.doneBy ?? null, note: tick?.note ?? null };
  });
  return { testSteps, testTitle: test.title };
}

const urgency = ['alarm', 'warning', 'pass', 'not-assessable'] as const;

/** What needs attention first; equals stay in the order in which they were begun. */
function byUrgency(tests: readonly TestOnRecording[]): TestOnRecording[] {
  return [...tests].sort((a, b) => urgency.indexOf(a.result.state) - urgency.indexOf(b.result.state));
}

function toReportAnnotation({ channels }: RecordingDetail, { fromMs, toMs, channel, text, createdBy }: Annotation): ReportAnnotation {
  const name = channels.find((other) => other.index === channel)?.name ?? null;
  return { fromS: fromMs / 1000, toS: toMs === null ? null : toMs / 1000, channel: name, text, author: createdBy };
}
