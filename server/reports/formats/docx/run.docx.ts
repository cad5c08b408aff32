import { Bookmark, InternalHyperlink, type ParagraphChild, TextRun } from 'docx';
import type { Figure, Level, ReportDocument, Run } from '../../report-document.schema.ts';
import { joinedRefs } from '../evidence.refs.ts';
import { colours, monoFont, shapes } from './style.docx.ts';

/** What the parts of a document look up. */
export interface Shown {
  readonly figures: ReadonlyMap<string, Figure>;
  readonly labels: Readonly<Record<string, string>>;
  /** Ids that stand in the evidence list: only they are links. */
  readonly anchors: ReadonlySet<string>;
  /** How the report stands, where it is known. */
  readonly standing: ReportDocument['standing'];
}

/** Names of bookmarks are letters, digits and low lines, 40 at most. */
export function evidenceMark(id: string): string {
  return `evidence_${id.replace(/\W/g, '_')}`.slice(0, 40);
}

export function figureMark(figure: Figure): string {
  return `figure_${figure.number}`;
}

export function tableMark(number: number): string {
  return `table_${number}`;
}

export function showRuns(runs: readonly Run[], shown: Shown): ParagraphChild[] {
  return runs.flatMap((run) => {
    const figure = run.figure === undefined ? undefined : shown.figures.get(run.figure);
    const words = figure
      ? [link(figureMark(figure), `${run.text || shown.labels.figure}\u00a0${figure.number}`)]
      : run.table !== undefined
        ? [link(tableMark(run.table), `${run.text}\u00a0${run.table}`)]
        : textRuns(run.text, run.strong ? { bold: true } : {});
    return [...words, ...showRefs(run.evidence, shown)];
  });
}

/** Ids in superscript, each leading to its line of the evidence list. */
export function showRefs(evidence: readonly string[] | undefined, { anchors }: Shown, superScript = true): ParagraphChild[] {
  return joinedRefs(evidence ?? []).flatMap((ref, i) => [
    new TextRun({ text: i === 0 && superScript ? '\u00a0' : ' ', superScript }),
    anchors.has(ref.to) ? link(evidenceMark(ref.to), ref.text, superScript) : new TextRun({ text: ref.text, superScript }),
  ]);
}

/** Shape and, coloured where it matters, the words. */
export function showMarked(level: Level | undefined, text: string, style: { bold?: boolean; mono?: boolean } = {}): ParagraphChild[] {
  if (level === undefined || level === 'neutral') return textRuns(text, style);
  const isAbnormal = level === 'alarm' || level === 'attention';
  const look = isAbnormal ? { color: colours[level], bold: true } : {};
  return [new TextRun({ text: `${shapes[level]} `, ...look }), ...textRuns(text, { ...style, ...look })];
}

export function showAnchor(id: string | undefined): ParagraphChild[] {
  return id === undefined ? [] : [new Bookmark({ id: evidenceMark(id), children: [] })];
}

/** Line breaks of the text are breaks of the line; what XML cannot hold becomes a blank. */
export function textRuns(text: string, { mono, ...look }: { bold?: boolean; mono?: boolean; color?: string } = {}): TextRun[] {
  const lines = printable(text).split('\n');
  return lines.map(
    (line, i) => new TextRun({ text: line, ...(i > 0 && { break: 1 }), ...look, ...(mono && { font: monoFont, size: 14 }) }),
  );
}

export function printable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ' ');
}

function link(anchor: string, text: string, superScript = false): InternalHyperlink {
  return new InternalHyperlink({ anchor, children: [new TextRun({ text: printable(text), color: colours.accent, superScript })] });
}
