import { formatCount } from '../number.format.ts';
import { type Composition, cell, column, paragraph, run, sentence, strong, table } from '../report.composition.ts';
import type { Block, Cell, Level, Section } from '../report-document.schema.ts';
import { instantText } from '../wordings/wording.text.ts';
import { comparisonBlocks } from './comparison.section.ts';
import { deadlineText } from './deadline.text.ts';
import { periodTrends } from './period-trend.section.ts';
import { keyFindingOf } from './summary.section.ts';

/** What needs attention first, then what nobody could judge, then what is normal: unknown is not green. */
const attentionOrder: readonly Level[] = ['alarm', 'attention', 'unknown', 'normal'];

/** The parts in the order in which a reader wants them. */
export function byAttention<P extends { diagnosis: Composition['diagnosis'] }>(parts: readonly P[]): P[] {
  return attentionOrder.flatMap((state) => parts.filter(({ diagnosis }) => diagnosis.verdict.state === state));
}

/** The first page of a report on several recordings: all of them in one table, what needs attention first. */
export function overviewSection(parts: readonly Composition[]): Section | undefined {
  const [first, second] = parts;
  if (first === undefined) return undefined;
  const { wording, input } = first;
  const compared = input.kind === 'comparison' && second !== undefined ? comparisonBlocks(first, second) : [];
  const trends = input.kind === 'period' ? periodTrends(parts) : [];
  return {
    id: 'overview',
    title: input.kind === 'comparison' ? wording.comparison.section : wording.overview.section,
    annex: false,
    blocks: [
      facts(parts, first),
      paragraph(strong(countSentence(parts, first))),
      ...partTable(parts, first),
      ...skippedBlocks(first),
      ...compared,
      ...trends,
    ],
  };
}

function facts(parts: readonly Composition[], { wording, input }: Composition): Block {
  const distinct = (texts: readonly string[]) => [...new Set(texts)].join(', ');
  const systems = new Set(parts.map((part) => `${part.input.system.siteName}\n${part.input.system.systemName}`));
  const instants = parts.flatMap(({ diagnosis: { recording } }) => {
    if (recording.startedAt === null) return [];
    const start = new Date(recording.startedAt).getTime();
    return [start, start + recording.durationS * 1000];
  });
  const period =
    instants.length === 0
      ? undefined
      : [Math.min(...instants), Math.max(...instants)].map((ms) => instantText(wording, new Date(ms).toISOString()));
  const row = (name: string, text: string) => ({ name, runs: [run(text)] });
  return {
    kind: 'facts',
    rows: [
      row(wording.words.site, distinct(parts.map((part) => part.input.system.siteName))),
      systems.size === 1
        ? row(wording.words.equipment, parts[0]?.input.system.systemName ?? '')
        : row(wording.overview.systems, formatCount(systems.size, wording.style)),
      row(wording.overview.recordings, formatCount(parts.length, wording.style)),
      ...(period === undefined ? [] : [row(wording.words.period, wording.say.between(period[0] ?? '', period[1] ?? ''))]),
      row(wording.words.date, instantText(wording, input.createdAtIso)),
      row(wording.words.author, input.author),
    ],
  };
}

function countSentence(parts: readonly Composition[], { wording }: Composition): string {
  const count = (state?: Level) =>
    formatCount(parts.filter(({ diagnosis }) => state === undefined || diagnosis.verdict.state === state).length, wording.style);
  return wording.overview.count(count(), count('alarm'), count('attention'), count('unknown'), count('normal'));
}

/** What was asked for and could not be judged stands beside what was: silence would read as health. */
function skippedBlocks({ wording, input }: Composition): Block[] {
  const { overview } = wording;
  const items = input.skipped.map(({ name, reason }) => [run(`${name} (${overview.skippedReason[reason]})`)]);
  return items.length === 0
    ? []
    : [
        { kind: 'label', text: overview.skipped, level: 'unknown' },
        { kind: 'list', ordered: false, items },
      ];
}

function partTable(parts: readonly Composition[], first: Composition): Block[] {
  const { wording } = first;
  const { overview, words } = wording;
  const columns = [
    column(overview.part, 0.6),
    column(overview.system, 1.3),
    column(overview.recording, 1.3),
    column(overview.verdict, 0.9),
    column(overview.finding, 1.7),
    column(words.action, 1.7),
    column(overview.deadline, 1),
  ];
  const rows = byAttention(parts).map((part) => partRow(part, parts.indexOf(part) + firstPart));
  return table(first, { caption: overview.caption, shows: 'overview' }, { columns, rows });
}

/** The overview is section 1. */
const firstPart = 2;

function partRow(part: Composition, section: number): Cell[] {
  const { wording, diagnosis, evidence, input } = part;
  const key = keyFindingOf(part);
  const { recording, verdict } = diagnosis;
  const [step] = key === undefined ? [] : [...key.actions, ...key.checks];
  const started = recording.startedAt === null ? '' : ` (${wording.say.date(recording.startedAt.slice(0, 10))})`;
  return [
    cell(String(section)),
    cell([input.system.systemName, input.system.tag].filter(Boolean).join(' / ')),
    cell(
      `${recording.name}${started}`,
      recording.files.flatMap(({ sha256 }) => evidence.file(sha256)),
    ),
    { text: wording.verdict[verdict.state], level: verdict.state },
    key === undefined
      ? cell(verdict.state === 'normal' ? wording.overview.noFinding : sentence(verdict.sentence))
      : cell(key.fault, evidence.finding(key)),
    cell(actionText(part, step)),
    cell(key === undefined ? '–' : deadlineText(part, key)),
  ];
}

function actionText({ wording, diagnosis }: Composition, step: string | undefined): string {
  if (step !== undefined) return sentence(step);
  if (diagnosis.verdict.state === 'normal') return wording.say.noAction;
  return diagnosis.verdict.state === 'unknown' ? wording.say.measureMore : wording.say.noChecks;
}
