import { BorderStyle, Document, Footer, Header, HeadingLevel, Packer, PageNumber, Paragraph, type Table, TabStopType, TextRun } from 'docx';
import type { ReportDocument } from '../report-document.schema.ts';
import { type Place, showBlock } from './docx/block.docx.ts';
import { showLetterhead } from './docx/letterhead.docx.ts';
import { stablePackage } from './docx/package.docx.ts';
import { printable, type Shown, textRuns } from './docx/run.docx.ts';
import { colours, documentNumbering, documentStyles, page, textWidth } from './docx/style.docx.ts';
import { type MarkedSection, markSections, namedNumber } from './section.mark.ts';

/**
 * The report to go on writing in (Office Open XML): headings, numbers and captions that Word counts itself, tables with head rows, figures as
 * SVG with a picture for programs that draw none, ids as links to the evidence list. The same document gives the same bytes.
 */
export async function reportDocx(document: ReportDocument): Promise<Uint8Array> {
  const { title, author, labels, language, standing } = document;
  const shown: Shown = {
    figures: new Map(document.figures.map((figure) => [figure.id, figure])),
    labels,
    anchors: anchorsOf(document),
    standing,
  };
  let lists = 0;
  const nextList = () => ++lists;
  const sections = markSections(document.sections).flatMap((marked, i) => showSection(marked, { shown, nextList, isSecond: i === 1 }));
  const file = new Document({
    title: printable(`${namedNumber(document)} ${title}`),
    creator: printable(author),
    lastModifiedBy: printable(author),
    description: `Result SHA-256 ${document.resultSha256}`,
    styles: documentStyles(language),
    numbering: documentNumbering(),
    sections: [
      {
        properties: {
          page: {
            size: { width: page.width, height: page.height },
            margin: { left: page.side, right: page.side, top: page.top, bottom: page.bottom, header: 600, footer: 500 },
          },
        },
        headers: { default: new Header({ children: [headerLine(document)] }) },
        footers: { default: new Footer({ children: [footerLine(document)] }) },
        children: [...headOf(document), ...sections],
      },
    ],
  });
  return stablePackage(await Packer.toBuffer(file), document.createdAt);
}

function anchorsOf({ sections }: ReportDocument): Set<string> {
  const cells = sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'table' ? block.rows.flat() : [])));
  return new Set(cells.flatMap(({ anchor }) => (anchor === undefined ? [] : [anchor])));
}

/** The summary keeps its page: what follows begins on the next one, and so does every part of a report on several recordings. */
function showSection({ section }: MarkedSection, from: Pick<Place, 'shown' | 'nextList'> & { isSecond: boolean }): (Paragraph | Table)[] {
  const headings = section.annex ? 'annexes' : 'sections';
  const place: Place = { shown: from.shown, nextList: from.nextList, headings };
  const heading = new Paragraph({
    heading: HeadingLevel.HEADING_1,
    numbering: { reference: headings, level: 0, instance: 0 },
    pageBreakBefore: from.isSecond || section.startsPage === true,
    children: textRuns(section.title),
  });
  return [heading, ...section.blocks.flatMap((block) => showBlock(block, place))];
}

function headOf({ title, isSimulated, labels, standing, letterhead }: ReportDocument): Paragraph[] {
  return [
    ...showLetterhead(letterhead),
    new Paragraph({ heading: HeadingLevel.TITLE, children: textRuns(title) }),
    ...(standing?.mark ? [boxed(standing.mark.toUpperCase(), standing.sentence ?? '', BorderStyle.SINGLE)] : []),
    ...(isSimulated ? [boxed(labels.simulated ?? '', labels.simulatedNote ?? '', BorderStyle.DASHED)] : []),
  ];
}

function boxed(word: string, sentence: string, style: 'single' | 'dashed'): Paragraph {
  const line = { style, size: 8, color: '000000', space: 4 } as const;
  const children = [...textRuns(word, { bold: true }), ...textRuns(` ${sentence}`)];
  return new Paragraph({ border: { top: line, bottom: line, left: line, right: line }, spacing: { after: 200 }, children });
}

const tabs = [
  { type: TabStopType.CENTER, position: textWidth / 2 },
  { type: TabStopType.RIGHT, position: textWidth },
];
const hair = { style: BorderStyle.SINGLE, size: 4, color: colours.hair, space: 4 } as const;

function headerLine(document: ReportDocument): Paragraph {
  const { subtitle, isSimulated, labels, standing, letterhead } = document;
  const secrecy = letterhead?.confidentiality ?? null;
  const simulated = isSimulated ? new TextRun({ text: labels.simulated ?? '', bold: true, color: '000000' }) : new TextRun('');
  return new Paragraph({
    style: 'Small',
    tabStops: tabs,
    border: { bottom: hair },
    children: [
      new TextRun(printable(`${labels.report} ${namedNumber(document)}`)),
      new TextRun({ text: standing?.mark ? ` · ${standing.mark.toUpperCase()}` : '', bold: true, color: '000000' }),
      new TextRun('\t'),
      simulated,
      new TextRun('\t'),
      ...(secrecy === null ? [] : [new TextRun({ text: printable(secrecy), bold: true }), new TextRun(' · ')]),
      new TextRun(printable(subtitle)),
    ],
  });
}

function footerLine({ resultSha256, labels, standing }: ReportDocument): Paragraph {
  return new Paragraph({
    style: 'Small',
    tabStops: tabs.slice(1),
    border: { top: hair },
    children: [
      ...(standing
        ? [new TextRun({ text: `${standing.contentLabel} ${standing.contentSha256}`, size: 12 }), new TextRun({ text: '', break: 1 })]
        : []),
      new TextRun({ text: `${labels.resultHash} ${resultSha256}`, size: 12 }),
      new TextRun({ children: ['\t', `${labels.page} `, PageNumber.CURRENT, ` ${labels.of} `, PageNumber.TOTAL_PAGES] }),
    ],
  });
}
