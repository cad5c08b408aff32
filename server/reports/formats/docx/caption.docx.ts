import { Bookmark, Paragraph, SimpleField, TextRun } from 'docx';
import type { Figure } from '../../report-document.schema.ts';
import { figureMark, tableMark, textRuns } from './run.docx.ts';
import { colours } from './style.docx.ts';

interface Caption {
  readonly word: string;
  /** The counter of Word: the same word in every language of the report. */
  readonly sequence: 'Figure' | 'Table';
  readonly number: number;
  readonly text: string;
}

/** A caption of a table, whose number Word counts itself; it stands above, with what it names. */
export function captionOf({ word, sequence, number, text }: Caption): Paragraph {
  return new Paragraph({
    style: 'Caption',
    keepNext: true,
    children: [new Bookmark({ id: tableMark(number), children: counted(word, sequence, number) }), ...textRuns(` ${text}`)],
  });
}

/** Below its figure: number, what it shows, where it comes from. */
export function figureCaption(figure: Figure, labels: Readonly<Record<string, string>>): Paragraph {
  const source = new TextRun({ text: ` ${labels.source}: ${figure.source}.`, color: colours.grey, size: 16 });
  return new Paragraph({
    style: 'Caption',
    children: [
      new Bookmark({ id: figureMark(figure), children: counted(labels.figure ?? '', 'Figure', figure.number) }),
      ...textRuns(` ${figure.caption}`),
      source,
    ],
  });
}

function counted(word: string, sequence: string, number: number): (TextRun | SimpleField)[] {
  return [new TextRun({ text: `${word}\u00a0`, bold: true }), new SimpleField(`SEQ ${sequence} \\* ARABIC`, String(number))];
}
