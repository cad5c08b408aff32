import { BorderStyle, HeadingLevel, ImageRun, Paragraph, type Table } from 'docx';
import { figurePng } from '../../figures/figure.png.ts';
import { figureSize, figureSvg } from '../../figures/figure.svg.ts';
import type { Block, Figure, Run } from '../../report-document.schema.ts';
import { captionOf, figureCaption } from './caption.docx.ts';
import { printable, type Shown, showMarked, showRuns, textRuns } from './run.docx.ts';
import { colours, textWidth } from './style.docx.ts';
import { showFacts, showSigned, showSignOff, showTable } from './table.docx.ts';

/** What a block is shown with: ordered lists count anew, headings count in their own list. */
export interface Place {
  readonly shown: Shown;
  readonly headings: 'sections' | 'annexes';
  nextList(): number;
}

type Part = Paragraph | Table;

export function showBlock(block: Block, place: Place): Part[] {
  const { shown } = place;
  switch (block.kind) {
    case 'paragraph':
      return [new Paragraph({ children: showRuns(block.runs, shown), keepNext: block.withNext ?? false })];
    case 'heading':
      return [
        new Paragraph({
          heading: HeadingLevel.HEADING_2,
          numbering: { reference: place.headings, level: 1, instance: 0 },
          children: showMarked(block.level, block.text),
        }),
      ];
    case 'label':
      return [new Paragraph({ style: 'Label', children: showMarked(block.level, block.text) })];
    case 'list':
      return showList(block, place);
    case 'facts':
      return [showFacts(block, shown), gap()];
    case 'callout':
      return showCallout(block, shown);
    case 'figure':
      return showFigure(shown.figures.get(block.figure), shown);
    case 'table':
      return [
        captionOf({ word: shown.labels.table ?? '', sequence: 'Table', number: block.number, text: block.caption }),
        showTable(block, shown),
        gap(),
      ];
    case 'sign-off':
      if (shown.standing) return [showSigned(shown.standing), gap()];
      return [new Paragraph({ keepNext: true, children: textRuns(block.statement) }), showSignOff(block)];
  }
}

function showList({ ordered, items }: { ordered: boolean; items: readonly Run[][] }, { shown, nextList }: Place): Paragraph[] {
  const instance = ordered ? nextList() : 0;
  return items.map(
    (runs) =>
      new Paragraph({
        numbering: { reference: ordered ? 'numbers' : 'bullets', level: 0, instance },
        spacing: { after: 60 },
        children: showRuns(runs, shown),
      }),
  );
}

function showCallout({ level, word, runs }: Extract<Block, { kind: 'callout' }>, shown: Shown): Paragraph[] {
  const colour = level === 'alarm' || level === 'attention' ? colours[level] : '333333';
  const look = {
    shading: { type: 'clear', fill: colours.soft, color: 'auto' },
    border: { left: { style: BorderStyle.SINGLE, size: 24, color: colour, space: 8 } },
    indent: { left: 170 },
    keepLines: true,
  } as const;
  return [
    new Paragraph({ ...look, keepNext: true, spacing: { before: 160, after: 0 }, children: showMarked(level, word.toUpperCase()) }),
    new Paragraph({ ...look, spacing: { after: 200 }, children: showRuns(runs, shown) }),
  ];
}

function showFigure(figure: Figure | undefined, { labels }: Shown): Paragraph[] {
  if (!figure) throw new Error('a block shows a figure that the document does not have');
  const svg = figureSvg(figure);
  const { width, height } = figureSize(svg);
  // 96 px to the inch; the text is as wide as the figure.
  const wide = textWidth / 15;
  const transformation = { width: Math.round(wide), height: Math.round((wide * height) / width) };
  const altText = { name: `${labels.figure} ${figure.number}`, title: printable(figure.caption), description: printable(figure.alt) };
  const image = new ImageRun({
    type: 'svg',
    data: Buffer.from(svg),
    transformation,
    altText,
    fallback: { type: 'png', data: figurePng(svg).bytes },
  });
  return [new Paragraph({ keepNext: true, spacing: { before: 160, after: 0 }, children: [image] }), figureCaption(figure, labels)];
}

/** A table must not stand against the next one: Word would make one of both. */
function gap(): Paragraph {
  return new Paragraph({ spacing: { after: 0, line: 160 }, children: [] });
}
