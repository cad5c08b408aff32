import type { DiagnosisResult, EvidenceRange, Finding } from '../diagnostics/diagnosis.schema.ts';
import { resultIn } from '../diagnostics/wordings/result.translation.ts';
import { tableMention } from './compositions/table-mention.ts';
import { type EvidenceRegister, registerEvidence } from './evidence.register.ts';
import { formatCount, formatLimit, formatSeconds } from './number.format.ts';
import type { Block, Cell, Column, Evidence, Figure, Level, Run } from './report-document.schema.ts';
import type { PartInput } from './report-input.schema.ts';
import { type Wording, wordingOf } from './wordings/wording.ts';

/** A figure that has not yet been given its number: it gets one where the text first shows it. */
export type UnplacedFigure = Omit<Figure, 'number'>;

/** What the sections are written with. */
export interface Composition {
  input: PartInput;
  /** In the language of the report. */
  diagnosis: DiagnosisResult;
  wording: Wording;
  evidence: EvidenceRegister;
  figures: Figure[];
  tables: { count: number };
}

/** @param items the evidence of the parts before this one */
export function startComposition(input: PartInput, items: Evidence[] = []): Composition {
  const wording = wordingOf(input.language);
  const diagnosis = resultIn(input.language, input.diagnosis);
  const evidence = registerEvidence({ ...input, diagnosis }, wording, items);
  return { input, diagnosis, wording, evidence, figures: [], tables: { count: 0 } };
}

export function run(text: string, evidence: readonly string[] = []): Run {
  return evidence.length === 0 ? { text } : { text, evidence: [...evidence] };
}

export function strong(text: string): Run {
  return { text, strong: true };
}

export function paragraph(...runs: Run[]): Block {
  return { kind: 'paragraph', runs };
}

export function list(items: readonly Run[][], ordered = false): Block[] {
  return items.length === 0 ? [] : [{ kind: 'list', ordered, items: [...items] }];
}

/** A small label and its list; an empty list has no label either. */
export function labelled(label: string, items: readonly Run[][], ordered = false): Block[] {
  return items.length === 0 ? [] : [{ kind: 'label', text: label }, ...list(items, ordered)];
}

export function cell(text: string, evidence: readonly string[] = []): Cell {
  return evidence.length === 0 ? { text } : { text, evidence: [...evidence] };
}

export function column(title: string, share = 0, align: Column['align'] = 'left'): Column {
  return { title, align, share };
}

/** Width of a first column with names of channels: a logger calls them `PS1` or “Pump suction pressure (absolute) p_S”. */
export function nameShare(rows: readonly Cell[][]): number {
  const longest = Math.max(0, ...rows.map(([name]) => name?.text.length ?? 0));
  const lettersPerShare = 16;
  return Math.min(1.8, Math.max(0.7, longest / lettersPerShare));
}

/** A numbered table after the sentence that uses it; without rows there is none. @param words its caption, and what it shows */
export function table(
  composition: Composition,
  { caption, shows }: { caption: string; shows: keyof Wording['mentions'] },
  body: { columns: Column[]; rows: Cell[][] },
): Block[] {
  if (body.rows.length === 0) return [];
  const { labels, mentions } = composition.wording;
  composition.tables.count += 1;
  const number = composition.tables.count;
  return [tableMention(labels.table ?? '', { number, shows: mentions[shows] }), { kind: 'table', number, caption, ...body }];
}

/** Shows a figure here, once: the sentence that uses it, then the figure. Shown before, only the sentence comes again. */
export function placeFigure(composition: Composition, figure: UnplacedFigure): Block[] {
  const runs = figure.sentence;
  if (composition.figures.some((other) => other.id === figure.id)) return [{ kind: 'paragraph', runs }];
  const { decimal } = composition.wording.style;
  const number = composition.figures.length + 1;
  composition.figures.push({ ...figure, number, ...(decimal === ',' ? { decimalMark: decimal } : {}) });
  return [
    { kind: 'paragraph', runs, withNext: true },
    { kind: 'figure', figure: figure.id },
  ];
}

/** Sentences begin with a capital and end with a full stop, whatever the data brought. */
export function sentence(text: string): string {
  const trimmed = capital(text.trim());
  return /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** Text that others go on after: it ends with a full stop, its first letter stays. */
export function stopped(text: string): string {
  return /[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;
}

/** Words get a capital, symbols such as p_A or dp_F stay what they are. */
function capital(text: string): string {
  return /^[a-zäöü]{3,}(?![\w_])/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/** Findings worth a reader's time: `possible` or better (hydraulics.md C3 step 9). */
export function leadingFindings(diagnosis: DiagnosisResult): Finding[] {
  return diagnosis.findings.filter((finding) => finding.confidenceWord !== 'cannot be excluded');
}

export function findingLevel(finding: Finding): Level {
  if (finding.confidenceWord === 'cannot be excluded') return 'neutral';
  return finding.grade === 'critical' || finding.severity >= 4 ? 'alarm' : 'attention';
}

/** A range in words: whole recording, cycles where the recording has them, else times. */
export function rangeText(composition: Composition, range: Pick<EvidenceRange, 'fromS' | 'toS'>): string {
  const { wording } = composition;
  const { cycles, durationS } = composition.diagnosis.recording;
  if (range.fromS <= 0 && range.toS >= durationS - 1e-6) return wording.say.wholeRecording;
  if (cycles !== null && cycles.lengthS > 0 && isWhole(range.fromS / cycles.lengthS) && isWhole(range.toS / cycles.lengthS)) {
    const from = Math.round(range.fromS / cycles.lengthS) + 1;
    const to = Math.max(from, Math.round(range.toS / cycles.lengthS));
    return wording.say.cycleRange(formatCount(from, wording.style), formatCount(to, wording.style));
  }
  // A short range far from the start reads best in seconds: 900 s to 906.7 s.
  if (range.toS - range.fromS < 120 && range.toS < 100_000)
    return wording.say.between(secondsText(wording, range.fromS), secondsText(wording, range.toS));
  return wording.say.between(formatSeconds(range.fromS, wording.style), formatSeconds(range.toS, wording.style));
}

export function secondsText(wording: Wording, seconds: number): string {
  return `${formatLimit(Math.round(seconds * 100) / 100, wording.style)}\u00a0s`;
}

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < 0.01;
}
