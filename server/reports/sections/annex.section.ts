import { channelFigure } from '../figures/channel.figure.ts';
import { formatCount } from '../number.format.ts';
import { type Composition, cell, column, placeFigure, rangeText, table } from '../report.composition.ts';
import type { Cell, Evidence, Section } from '../report-document.schema.ts';

const rangesShown = 6;

/** The recorded channels as pictures; no annex where none were handed in. */
export function figureAnnex(composition: Composition): Section[] {
  const blocks = composition.input.figures.flatMap((figure) => {
    const drawn = channelFigure(composition, figure);
    const isShown = composition.figures.some((other) => other.id === drawn?.id);
    return drawn === undefined || isShown ? [] : placeFigure(composition, drawn);
  });
  return blocks.length === 0 ? [] : [{ id: 'figures', title: composition.wording.sections.figures, annex: true, blocks }];
}

/** Every id of the text with channel, range and raw files: from a sentence back to the bytes. */
export function evidenceAnnex(composition: Composition): Section[] {
  const { wording, evidence } = composition;
  const { words } = wording;
  const columns = [column(words.id, 0.35), column(words.stands, 1.6), column(words.range2, 2.75), column(words.origin, 0.75)];
  const rows = evidence.items.map((item): Cell[] => [
    { text: item.id, anchor: item.id },
    cell(item.text),
    item.kind === 'file' ? { text: item.files[0] ?? '', mono: true } : cell(rangesText(composition, item)),
    cell(item.restsOn.length === 0 ? '–' : '', item.restsOn),
  ]);
  const blocks = table(composition, { caption: wording.captions.evidence, shows: 'evidence' }, { columns, rows });
  return blocks.length === 0 ? [] : [{ id: 'evidence', title: wording.sections.evidence, annex: true, blocks }];
}

function rangesText(composition: Composition, item: Evidence): string {
  const { wording } = composition;
  if (item.ranges.length === 0) return '–';
  const byRange = new Map<string, string[]>();
  for (const range of item.ranges) {
    const text = rangeText(composition, range);
    byRange.set(text, [...new Set([...(byRange.get(text) ?? []), range.channel])]);
  }
  const texts = [...byRange].map(([range, channels]) => `${channels.join(', ')}: ${range}`);
  const rest = texts.length - rangesShown;
  return [...texts.slice(0, rangesShown), ...(rest > 0 ? [wording.say.also(formatCount(rest, wording.style))] : [])].join('; ');
}
