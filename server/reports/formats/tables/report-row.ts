import type { Finding, Indicator, LimitUsed } from '../../../diagnostics/diagnosis.schema.ts';
import type { TestValue } from '../../../diagnostics/guided-tests/guided-test.schema.ts';
import type { ModelVote } from '../../../diagnostics/models/model-vote.schema.ts';
import type { ReportDocument } from '../../report-document.schema.ts';

/** Names of the columns: the same in every language, for programs. */
export const reportColumns = [
  'report',
  'kind',
  'evidence',
  'id',
  'name',
  'component',
  'state',
  'value',
  'uncertainty_k2',
  'unit',
  'warning_low',
  'warning_high',
  'alarm_low',
  'alarm_high',
  'limit_source',
  'confidence',
  'coverage',
  'severity',
  'urgency',
  'text',
  'rests_on',
] as const;

export type ReportColumn = (typeof reportColumns)[number];
export type ReportRow = Partial<Record<ReportColumn, string | number | null>>;

/** What the CSV and the workbook tell of every indicator, finding, vote of a learned model and value of a guided test, in this order. */
export function reportRows(document: ReportDocument): ReportRow[] {
  const { indicators, findings } = document.diagnosis;
  const ids = (kind: string) => document.evidence.filter((item) => item.kind === kind);
  return [
    ...indicators.map((one, index) => ({ ...indicatorRow(one), evidence: ids('indicator')[index]?.id ?? '' })),
    ...findings.map((one, index) => {
      const item = ids('finding')[index];
      return { ...findingRow(one), evidence: item?.id ?? '', rests_on: item?.restsOn.join(' ') ?? '' };
    }),
    ...(document.diagnosis.learned ?? []).map((vote, index) => {
      const item = ids('model')[index];
      return { ...voteRow(vote), evidence: item?.id ?? '', rests_on: item?.restsOn.join(' ') ?? '' };
    }),
    ...document.guidedTests
      .flatMap(({ title, result }) => result.values.map((value) => testValueRow(title.en, value)))
      .map((row, index) => ({ ...row, evidence: ids('test-value')[index]?.id ?? '' })),
  ].map((row) => ({ ...row, report: document.number }));
}

function indicatorRow(one: Indicator): ReportRow {
  const why = one.notComputable;
  return {
    kind: 'indicator',
    id: one.id,
    name: one.name,
    component: one.component,
    state: one.state,
    value: one.value,
    uncertainty_k2: one.uncertainty,
    unit: one.unit,
    ...limitCells(one.limit),
    text: why === null ? one.formula : `not computable because ${why.because} would need ${why.wouldNeed}`,
    rests_on: [...new Set(one.inputs.map((range) => range.channel))].join(' '),
  };
}

function voteRow(vote: ModelVote): ReportRow {
  const { comparison, because, answer } = vote;
  return {
    kind: 'learned-model',
    id: vote.modelId,
    name: `${vote.target}, version ${vote.version}`,
    state: comparison.outcome,
    confidence: vote.probability,
    text: `${because === null ? (answer ?? 'differs from cycle to cycle') : `abstained because ${because}`}; ${comparison.sentence}`,
  };
}

function testValueRow(title: string, one: TestValue): ReportRow {
  const { missing } = one;
  return {
    kind: 'guided-test',
    id: one.id,
    name: `${title}: ${one.name.en}`,
    state: one.state,
    value: one.value,
    uncertainty_k2: one.uncertainty,
    unit: one.unit,
    ...limitCells(one.limit),
    text: missing === null ? one.formula : `not computable because ${missing.because.en} would need ${missing.wouldNeed.en}`,
    rests_on: [...new Set(one.evidence.map((range) => range.channel))].join(' '),
  };
}

function limitCells(limit: LimitUsed | null): ReportRow {
  return {
    warning_low: limit?.warningLow ?? null,
    warning_high: limit?.warningHigh ?? null,
    alarm_low: limit?.alarmLow ?? null,
    alarm_high: limit?.alarmHigh ?? null,
    limit_source: limit === null ? '' : `${limit.source.type}: ${limit.source.reference}`,
  };
}

function findingRow(one: Finding): ReportRow {
  return {
    kind: 'finding',
    id: one.faultId,
    name: one.fault,
    component: one.component,
    state: `${one.grade}; ${one.confidenceWord}`,
    confidence: one.confidence,
    coverage: one.coverage,
    severity: one.severity,
    urgency: one.urgency,
    text: one.sentence,
  };
}
