import type { Finding, Symptom } from '../../diagnostics/diagnosis.schema.ts';
import { formatShare } from '../number.format.ts';
import {
  type Composition,
  cell,
  column,
  findingLevel,
  labelled,
  leadingFindings,
  paragraph,
  run,
  sentence,
  table,
} from '../report.composition.ts';
import type { Block, Run, Section } from '../report-document.schema.ts';
import { componentText } from '../wordings/wording.text.ts';
import type { Wording } from '../wordings/wording.ts';
import { keyFindingOf } from './summary.section.ts';

/** Fault hypotheses with what speaks for them, against them, and what nobody measured (ISO 13379). */
export function findingSection(composition: Composition): Section {
  const { wording, diagnosis } = composition;
  const key = keyFindingOf(composition);
  const leading = diagnosis.findings.filter((finding) => finding === key || leadingFindings(diagnosis).includes(finding));
  const others = diagnosis.findings.filter((finding) => !leading.includes(finding));
  const none = wording.say.noneOfThese(formatShare(diagnosis.verdict.noneOfThese, wording.style));
  return {
    id: 'findings',
    title: wording.sections.findings,
    annex: false,
    blocks: [
      paragraph(run(sentence(diagnosis.verdict.sentence))),
      ...(leading.length === 0 ? [paragraph(run(wording.say.noFinding))] : leading.flatMap((one) => findingBlocks(composition, one))),
      ...otherTable(composition, others),
      paragraph(
        run(
          none,
          leading.flatMap((one) => composition.evidence.finding(one)),
        ),
      ),
    ],
  };
}

function findingBlocks(composition: Composition, finding: Finding): Block[] {
  const { wording, evidence } = composition;
  const { words, headings, say } = wording;
  const percent = (share: number) => formatShare(share, wording.style);
  const ids = evidence.finding(finding);
  const alternatives = finding.alternatives.map((one) => say.alternative(one.fault, percent(one.confidence))).join(', ');
  const facts = [
    {
      name: words.confidence,
      runs: [
        run(
          `${say.confidence(wording.confidenceWord[finding.confidenceWord], percent(finding.confidence))}; ${say.coverage(percent(finding.coverage))}`,
          ids,
        ),
      ],
    },
    { name: words.severity, runs: [run(severityText(wording, finding), ids)] },
    ...(finding.failureMode === null ? [] : [{ name: words.failureMode, runs: [run(say.failureMode(finding.failureMode))] }]),
    { name: words.alternatives, runs: [run(alternatives === '' ? say.noAlternatives : alternatives, ids)] },
  ];
  return [
    { kind: 'heading', text: `${finding.fault} (${componentText(wording, finding.component)})`, level: findingLevel(finding) },
    paragraph(run(sentence(finding.sentence), ids)),
    { kind: 'facts', rows: facts },
    ...labelled(
      headings.supporting,
      finding.supporting.map((symptom) => symptomRuns(composition, symptom)),
    ),
    ...(finding.contradicting.length === 0
      ? [paragraph(run(say.againstNone))]
      : labelled(
          headings.contradicting,
          finding.contradicting.map((symptom) => symptomRuns(composition, symptom)),
        )),
    ...labelled(
      headings.missing,
      finding.missing.map((symptom) => symptomRuns(composition, symptom)),
    ),
    ...labelled(
      headings.causes,
      finding.causes.map((text) => [run(sentence(text))]),
    ),
    ...labelled(headings.next, finding.nextMeasurement === null ? [] : [[run(sentence(finding.nextMeasurement))]]),
  ];
}

function severityText({ severity, grade, urgency }: Wording, finding: Finding): string {
  return `${severity[finding.severity] ?? ''}, ${grade[finding.grade]}; ${urgency[finding.urgency]}`;
}

function symptomRuns({ wording, evidence }: Composition, symptom: Symptom): Run[] {
  const ids = symptom.indicator === null ? [] : evidence.indicatorsById(symptom.indicator);
  const strength = symptom.strength === null ? '' : ` (${wording.say.strength(formatShare(symptom.strength, wording.style))})`;
  return [run(sentence(symptom.text.trim().replace(/\.$/, '') + strength), ids)];
}

function otherTable(composition: Composition, others: readonly Finding[]): Block[] {
  const { wording, evidence } = composition;
  const { words } = wording;
  const columns = [
    column(words.hypothesis, 2),
    column(words.component, 1),
    column(words.confidence, 1.2),
    column(words.coverage, 0.8, 'right'),
  ];
  const rows = others.map((finding) => [
    cell(finding.fault, evidence.finding(finding)),
    cell(wording.kinds[finding.component] ?? finding.component),
    cell(wording.say.confidence(wording.confidenceWord[finding.confidenceWord], formatShare(finding.confidence, wording.style))),
    cell(formatShare(finding.coverage, wording.style)),
  ]);
  const blocks = table(composition, { caption: wording.captions.others, shows: 'others' }, { columns, rows });
  return blocks.length === 0 ? [] : [{ kind: 'heading', text: wording.headings.others }, ...blocks];
}
