import type { Finding, Indicator } from '../../diagnostics/diagnosis.schema.ts';
import { channelFigure, joined } from '../figures/channel.figure.ts';
import { trendFigure } from '../figures/trend.figure.ts';
import { formatCount, formatSeconds, formatShare } from '../number.format.ts';
import {
  type Composition,
  findingLevel,
  leadingFindings,
  list,
  placeFigure,
  run,
  sentence,
  strong,
  type UnplacedFigure,
} from '../report.composition.ts';
import type { Block, Level, Run, Section } from '../report-document.schema.ts';
import { componentText, instantText } from '../wordings/wording.text.ts';
import { deadlineText } from './deadline.text.ts';
import { abnormalTests } from './guided-test.section.ts';
import { disagreeingVotes } from './learned-model.section.ts';

const othersShown = 3;
const namesShown = 6;
const stepsShown = 3;

/** Everything a person needs to act, on one page: what needs attention first, then what is in order (hydraulics.md E3). */
export function summarySection(composition: Composition): Section {
  const { wording, diagnosis, input } = composition;
  const key = keyFindingOf(composition);
  const { words } = wording;
  const equipment = [input.system.siteName, input.system.systemName, input.system.tag].filter((part) => part !== null && part !== '');
  const facts: Block = {
    kind: 'facts',
    rows: [
      { name: words.equipment, runs: [strong(equipment.join(' / '))] },
      {
        name: words.recording,
        runs: [
          run(
            diagnosis.recording.name,
            diagnosis.recording.files.flatMap((file) => composition.evidence.file(file.sha256)),
          ),
        ],
      },
      { name: words.period, runs: periodRuns(composition) },
      { name: words.date, runs: [run(instantText(wording, input.createdAtIso))] },
      { name: words.author, runs: [run(input.author)] },
    ],
  };
  const callout: Block = {
    kind: 'callout',
    level: verdictLevel(composition),
    word: wording.verdict[diagnosis.verdict.state],
    runs: keyRuns(composition, key),
  };
  const figure = keyFigure(composition, key);
  return {
    id: 'summary',
    title: wording.sections.summary,
    annex: false,
    blocks: [
      facts,
      callout,
      { kind: 'facts', rows: judgementRows(composition, key) },
      ...(figure === undefined ? [] : placeFigure(composition, figure)),
      ...otherFindings(composition, key),
      ...greenList(composition),
    ],
  };
}

/** The finding the verdict names; a verdict without one is not given one here. */
export function keyFindingOf({ diagnosis }: Composition): Finding | undefined {
  const { keyFinding } = diagnosis.verdict;
  return diagnosis.findings.find((finding) => finding.id === keyFinding);
}

function verdictLevel({ diagnosis }: Composition): Level {
  return diagnosis.verdict.state;
}

function keyRuns({ diagnosis, evidence }: Composition, key: Finding | undefined): Run[] {
  if (key === undefined) return [strong(sentence(diagnosis.verdict.sentence))];
  return [{ text: sentence(key.sentence), strong: true, evidence: evidence.finding(key) }];
}

function periodRuns({ diagnosis, wording, evidence }: Composition): Run[] {
  const { startedAt, durationS, cycles, files } = diagnosis.recording;
  const duration = formatSeconds(durationS, wording.style);
  const text = startedAt === null ? wording.say.periodRelative(duration) : wording.say.period(instantText(wording, startedAt), duration);
  const count =
    cycles === null
      ? ''
      : ` (${wording.say.cycles(formatCount(cycles.count, wording.style), formatSeconds(cycles.lengthS, wording.style))})`;
  return [
    run(
      text + count,
      files.flatMap((file) => evidence.file(file.sha256)),
    ),
  ];
}

function judgementRows(composition: Composition, key: Finding | undefined): { name: string; runs: Run[] }[] {
  const { wording, evidence } = composition;
  const { words, say } = wording;
  if (key === undefined) return undecidedRows(composition);
  const ids = evidence.finding(key);
  const percent = (share: number) => formatShare(share, wording.style);
  return [
    { name: words.severity, runs: [run(`${wording.severity[key.severity] ?? ''}, ${wording.grade[key.grade]}`, ids)] },
    {
      name: words.confidence,
      runs: [
        run(
          `${say.confidence(wording.confidenceWord[key.confidenceWord], percent(key.confidence))}; ${say.coverage(percent(key.coverage))}`,
          ids,
        ),
      ],
    },
    { name: words.action, runs: [strong(sentence(firstOf(key.actions) ?? firstOf(key.checks) ?? say.noChecks))] },
    { name: words.deadline, runs: [strong(deadlineText(composition, key))] },
    ...key.safety.slice(0, 1).map((text) => ({ name: words.safety, runs: [run(sentence(text))] })),
  ];
}

/** The first steps in one line. */
function firstOf(steps: readonly string[]): string | undefined {
  return steps.length === 0 ? undefined : steps.slice(0, stepsShown).join('; ');
}

/** Without a key finding: nothing to do where all is normal, the next measurement where nobody can say. */
function undecidedRows({ wording, diagnosis }: Composition): { name: string; runs: Run[] }[] {
  const { words, say } = wording;
  const isKnown = diagnosis.verdict.state === 'normal';
  const next =
    diagnosis.findings.find((finding) => finding.nextMeasurement !== null)?.nextMeasurement ??
    diagnosis.indicators.find((indicator) => indicator.notComputable !== null)?.notComputable?.wouldNeed;
  const measure = next === undefined || next === null ? say.measureMore : sentence(say.measureNext(next));
  return [
    { name: words.severity, runs: [run(isKnown ? say.noSeverity : say.unknownSeverity)] },
    { name: words.confidence, runs: [run(say.noConfidence)] },
    { name: words.action, runs: [isKnown ? run(say.noAction) : strong(measure)] },
  ];
}

/** The course of what speaks most for the key finding; else the first figure that was asked for. */
function keyFigure(composition: Composition, key: Finding | undefined): UnplacedFigure | undefined {
  const { diagnosis, input } = composition;
  const named = [...(key?.supporting ?? [])].sort((a, b) => (b.strength ?? 0) * b.weight - (a.strength ?? 0) * a.weight);
  const supporting = named.flatMap((symptom) => diagnosis.indicators.filter((one) => one.id === symptom.indicator));
  const abnormal = supporting.filter((one) => one.state === 'alarm' || one.state === 'warning');
  const outside = diagnosis.indicators.filter((one) => key === undefined && (one.state === 'alarm' || one.state === 'warning'));
  for (const indicator of [...abnormal, ...supporting, ...outside]) {
    const figure = trendFigure(composition, indicator);
    if (figure !== undefined) return figure;
  }
  const channels = new Set(supporting.flatMap((one) => one.inputs.map((range) => range.channel)));
  const shows = input.figures.find((figure) => figure.envelopes.some((one) => channels.has(one.name))) ?? input.figures[0];
  return shows === undefined ? undefined : channelFigure(composition, shows);
}

/** Findings beside the key one and indicators outside their limits. */
function otherFindings(composition: Composition, key: Finding | undefined): Block[] {
  const { wording, evidence, diagnosis } = composition;
  const { say, style } = wording;
  const others = leadingFindings(diagnosis).filter((finding) => finding !== key);
  const items = others.slice(0, othersShown).map((finding) => {
    const confidence = say.confidence(wording.confidenceWord[finding.confidenceWord], formatShare(finding.confidence, style));
    return [run(`${finding.fault} (${componentText(wording, finding.component)}): ${confidence}`, evidence.finding(finding))];
  });
  const rest = others.length - othersShown;
  if (rest > 0) items.push([run(say.also(formatCount(rest, style)))]);
  const outside = diagnosis.indicators.filter((one) => one.state === 'alarm' || one.state === 'warning');
  const names = outside.map((one) => say.stateOf(say.inSentence(one.name), wording.state[one.state]));
  if (outside.length > 0)
    items.push([run(say.outside(formatCount(outside.length, style)) + shortened(composition, names), outside.flatMap(evidence.indicator))]);
  items.push(...disagreeingVotes(composition).map((vote) => [run(sentence(wording.learned.inSummary(vote.target)), evidence.vote(vote))]));
  const tests = abnormalTests(composition);
  items.push(...tests.map(({ runs }) => runs));
  if (items.length === 0) return [];
  const isAlarm =
    tests.some(({ level }) => level === 'alarm') ||
    others.some((finding) => findingLevel(finding) === 'alarm') ||
    outside.some((one) => one.state === 'alarm');
  return [{ kind: 'label', text: wording.headings.attention, level: isAlarm ? 'alarm' : 'attention' }, ...list(items)];
}

/** What is in order, and what nobody can say: never a green silence. */
function greenList(composition: Composition): Block[] {
  const { wording, diagnosis, evidence } = composition;
  const { say, style } = wording;
  const line = (head: (count: string) => string, of: readonly Indicator[]): Run[][] => {
    const names = of.map((one) => say.inSentence(one.name));
    return of.length === 0
      ? []
      : [[run(head(formatCount(of.length, style)) + shortened(composition, names), of.flatMap(evidence.indicator))]];
  };
  const items = [
    ...line(
      say.moreNormal,
      diagnosis.indicators.filter((one) => one.state === 'normal'),
    ),
    ...line(
      say.notComputable,
      diagnosis.indicators.filter((one) => one.state === 'not-computable'),
    ),
  ];
  return items.length === 0 ? [] : [{ kind: 'label', text: wording.headings.inOrder }, ...list(items)];
}

function shortened({ wording }: Composition, all: readonly string[]): string {
  const names = [...new Set(all)];
  if (names.length <= namesShown) return `${joined(names, wording.say.and)}.`;
  return `${names.slice(0, namesShown - 1).join(', ')} ${wording.say.also(formatCount(names.length - namesShown + 1, wording.style))}.`;
}
