import { AlignmentType, type INumberingOptions, type IStylesOptions, LevelFormat } from 'docx';
import type { Level } from '../../report-document.schema.ts';

/** The colours of the PDF; severity is a shape and a word, colour only repeats it (ISA-101). */
export const colours = { grey: '5F5F5F', hair: 'C4C4C4', accent: '1F4E79', attention: 'A85D00', alarm: 'B3141C', soft: 'F6F6F6' } as const;
export const shapes: Readonly<Record<Level, string>> = { alarm: '■', attention: '▲', normal: '○', unknown: '◇', neutral: '' };
/** On every machine with Word or LibreOffice, or a face of the same widths is. */
const font = 'Arial';
export const monoFont = 'Courier New';

/** Twentieths of a point: A4 with the margins of the PDF. */
export const page = { width: 11_906, height: 16_838, side: 1134, top: 1304, bottom: 1134 } as const;
export const textWidth = page.width - 2 * page.side;

const languages: Readonly<Record<string, string>> = { en: 'en-GB', de: 'de-DE' };

export function documentStyles(language: string): IStylesOptions {
  const heading = (size: number, before: number) => ({
    run: { font, size, bold: true, color: colours.accent },
    paragraph: { keepNext: true, keepLines: true, spacing: { before, after: 120 } },
  });
  return {
    default: {
      document: {
        run: { font, size: 19, language: { value: languages[language] ?? language } },
        paragraph: { spacing: { after: 110, line: 252, lineRule: 'auto' } },
      },
      title: { run: { font, size: 32, bold: true }, paragraph: { spacing: { after: 200, line: 264, lineRule: 'auto' } } },
      heading1: heading(26, 320),
      heading2: heading(21, 240),
      caption: { run: { font, size: 18, color: '000000' }, paragraph: { spacing: { before: 120, after: 120 } } },
      hyperlink: { run: { color: colours.accent } },
    },
    paragraphStyles: [
      {
        id: 'Label',
        name: 'Label',
        basedOn: 'Normal',
        next: 'Normal',
        run: { bold: true, color: colours.grey },
        paragraph: { keepNext: true, spacing: { before: 200, after: 60 } },
      },
      {
        id: 'Cell',
        name: 'Table cell',
        basedOn: 'Normal',
        run: { size: 17 },
        paragraph: { spacing: { before: 20, after: 20, line: 240, lineRule: 'auto' } },
      },
      { id: 'Small', name: 'Small print', basedOn: 'Normal', run: { size: 16, color: colours.grey }, paragraph: { spacing: { after: 0 } } },
    ],
  };
}

/** Sections are numbered by Word itself, so that numbers stay right when somebody edits: 1, 1.1; annexes A, A.1. */
export function documentNumbering(): INumberingOptions {
  const headings = (reference: string, first: (typeof LevelFormat)[keyof typeof LevelFormat]) => ({
    reference,
    levels: [
      { level: 0, format: first, text: '%1', alignment: AlignmentType.LEFT, style: { paragraph: { indent: { left: 567, hanging: 567 } } } },
      {
        level: 1,
        format: LevelFormat.DECIMAL,
        text: '%1.%2',
        alignment: AlignmentType.LEFT,
        style: { paragraph: { indent: { left: 567, hanging: 567 } } },
      },
    ],
  });
  const items = (reference: string, format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) => ({
    reference,
    levels: [{ level: 0, format, text, alignment: AlignmentType.LEFT, style: { paragraph: { indent: { left: 454, hanging: 284 } } } }],
  });
  return {
    config: [
      headings('sections', LevelFormat.DECIMAL),
      headings('annexes', LevelFormat.UPPER_LETTER),
      items('bullets', LevelFormat.BULLET, '–'),
      items('numbers', LevelFormat.DECIMAL, '%1.'),
    ],
  };
}
