import type { Finding, Indicator, LimitUsed } from '../../diagnostics/diagnosis.schema.ts';
import type { TestValue } from '../../diagnostics/guided-tests/guided-test.schema.ts';
import type { ModelVote } from '../../diagnostics/models/model-vote.schema.ts';
import type { ReportDocument } from '../report-document.schema.ts';

const header = [
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

type Row = Partial<Record<(typeof header)[number], string | number | null>>;

/**
 * Indicators, findings, votes of learned models, values of guided tests, as one table: RFC 4180, UTF-8, CRLF, decimal point.
 * It starts with a byte order mark: without one, spreadsheets read °C and η in the code page of the machine.
 */
export function reportCsv(document: ReportDocument): string {
  const { indicators, findings } = document.diagnosis;
  const ids = (kind: string) => document.evidence.filter((item) => item.kind === kind);
  const rows: Row[] = [
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
  ];
  const lines = rows.map((row) => header.map((name) => csvCell(name === 'report' ? document.number : (row[name] ?? ''))).join(','));
  return `\ufeff${[header.join(','), ...lines].join('\r\n')}\r\n`;
}

function indicatorRow(one: Indicator): Row {
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

function voteRow(vote: ModelVote): Row {
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

function testValueRow(title: string, one: TestValue): Row {
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

function limitCells(limit: LimitUsed | null): Row {
  return {
    warning_low: limit?.warningLow ?? null,
    warning_high: limit?.warningHigh ?? null,
    alarm_low: limit?.alarmLow ?? null,
    alarm_high: limit?.alarmHigh ?? null,
    limit_source: limit === null ? '' : `${limit.source.type}: ${limit.source.reference}`,
  };
}

function findingRow(one: Finding): Row {
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

/**
 * One cell. Text a spreadsheet would run as a formula gets a leading apostrophe (OWASP, CSV injection; full-width signs included);
 * numbers keep their sign. Quotes where RFC 4180 2.6 asks for them.
 */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const isNumber = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value);
  const safe = !isNumber && /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
