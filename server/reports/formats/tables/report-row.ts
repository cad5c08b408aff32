import type { Finding, Indicator, LimitUsed } from '../../../diagnostics/diagnosis.schema.ts';
import type { TestValue } from '../../../diagnostics/guided-tests/guided-test.schema.ts';
import type { ModelVote } from '../../../diagnostics/models/model-vote.schema.ts';
import { resultIn, textIn } from '../../../diagnostics/wordings/result.translation.ts';
import { stopped } from '../../report.composition.ts';
import type { ReportDocument } from '../../report-document.schema.ts';
import { type Wording, wordingOf } from '../../wordings/wording.ts';

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
  'system',
  'recording',
] as const;

export type ReportColumn = (typeof reportColumns)[number];
export type ReportRow = Partial<Record<ReportColumn, string | number | null>>;

/** What the CSV and the workbook tell of every indicator, finding, vote of a learned model and value of a guided test, in this order. */
export function reportRows(document: ReportDocument): ReportRow[] {
  const { language } = document;
  const parts = document.parts.map((part) => ({ part, result: resultIn(language, part.diagnosis), where: whereOf(part) }));
  const indicators = parts.flatMap(({ result, where }) => result.indicators.map((one) => ({ one, where })));
  const findings = parts.flatMap(({ result, where }) => result.findings.map((one) => ({ one, where })));
  const learned = parts.flatMap(({ result, where }) => (result.learned ?? []).map((one) => ({ one, where })));
  const wording = wordingOf(language);
  const ids = (kind: string) => document.evidence.filter((item) => item.kind === kind);
  return [
    ...indicators.map(({ one, where }, index) => ({
      ...indicatorRow(one, wording),
      ...where,
      evidence: ids('indicator')[index]?.id ?? '',
    })),
    ...findings.map(({ one, where }, index) => {
      const item = ids('finding')[index];
      return { ...findingRow(one), ...where, evidence: item?.id ?? '', rests_on: item?.restsOn.join(' ') ?? '' };
    }),
    ...learned.map(({ one, where }, index) => {
      const item = ids('model')[index];
      return { ...voteRow(one, wording), ...where, evidence: item?.id ?? '', rests_on: item?.restsOn.join(' ') ?? '' };
    }),
    ...parts
      .flatMap(({ part, where }) => part.guidedTests.map((test) => ({ test, where })))
      .flatMap(({ test, where }) =>
        test.result.values.map((value) => ({ ...testValueRow(test.title[language], value, document), ...where })),
      )
      .map((row, index) => ({ ...row, evidence: ids('test-value')[index]?.id ?? '' })),
    ...standingRows(document),
  ].map((row) => ({ ...row, report: document.number }));
}

/** What a row speaks of: in a report on several recordings the same indicator stands there once for each. */
function whereOf({ systemName, diagnosis }: ReportDocument['parts'][number]): ReportRow {
  return { system: systemName, recording: diagnosis.recording.name };
}

/** Whether the report is in force and who signed it: a table that is passed on says so, too. */
function standingRows({ standing }: ReportDocument): ReportRow[] {
  if (!standing) return [];
  const status = { kind: 'status', name: standing.mark ?? standing.status, state: standing.status, text: standing.sentence ?? '' };
  const signatures = standing.slots.flatMap(({ signature }) =>
    signature === null
      ? []
      : [
          {
            ...{ kind: 'signature', name: signature.name, state: signature.signed.meaning },
            text: [signature.at, signature.meaning, signature.note].filter(Boolean).join(' '),
          },
        ],
  );
  return [status, ...signatures];
}

function indicatorRow(one: Indicator, wording: Wording): ReportRow {
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
    text: why === null ? one.formula : notComputableText(wording, why),
    rests_on: [...new Set(one.inputs.map((range) => range.channel))].join(' '),
  };
}

function voteRow(vote: ModelVote, { learned }: Wording): ReportRow {
  const { comparison, because, answer } = vote;
  return {
    kind: 'learned-model',
    id: vote.modelId,
    name: learned.heading(vote.target, vote.version),
    state: comparison.outcome,
    confidence: vote.probability,
    text: `${because === null ? (answer ?? learned.mixed) : learned.abstained(because)}; ${comparison.sentence}`,
  };
}

function testValueRow(title: string, one: TestValue, { language }: ReportDocument): ReportRow {
  const { missing } = one;
  const why = missing === null ? null : { because: missing.because[language], wouldNeed: missing.wouldNeed[language] };
  return {
    kind: 'guided-test',
    id: one.id,
    name: `${title}: ${one.name[language]}`,
    state: one.state,
    value: one.value,
    uncertainty_k2: one.uncertainty,
    unit: one.unit,
    ...limitCells(one.limit),
    text: why === null ? textIn(language, one.formula) : notComputableText(wordingOf(language), why),
    rests_on: [...new Set(one.evidence.map((range) => range.channel))].join(' '),
  };
}

/** As in the tables of the report. */
function notComputableText({ state, say }: Wording, why: { because: string; wouldNeed: string }): string {
  return `${state['not-computable']} ${say.because(stopped(why.because), stopped(why.wouldNeed))}`;
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
