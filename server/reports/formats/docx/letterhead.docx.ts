import { ImageRun, Paragraph, type ParagraphChild, Tab, TabStopType, TextRun } from 'docx';
import type { Letterhead } from '../../report-document.schema.ts';
import { logoPicture } from '../logo.picture.ts';
import { printable, textRuns } from './run.docx.ts';
import { textWidth } from './style.docx.ts';

/** Company on the left, logo on the right, above the title; nothing where the template has neither. */
export function showLetterhead(letterhead: Letterhead | null): Paragraph[] {
  if (letterhead === null || (letterhead.company === null && letterhead.logo === null)) return [];
  const { company, logo } = letterhead;
  return [
    new Paragraph({
      tabStops: [{ type: TabStopType.RIGHT, position: textWidth }],
      spacing: { after: 240 },
      children: [
        ...(company === null ? [] : textRuns(company, { bold: true })),
        ...(logo === null ? [] : [new TextRun({ children: [new Tab()] }), showLogo(logo, company)]),
      ],
    }),
  ];
}

function showLogo(logo: NonNullable<Letterhead['logo']>, company: string | null): ParagraphChild {
  const { type, bytes, fallback, width, height } = logoPicture(logo);
  const words = printable(company ?? 'Logo');
  const shown = { transformation: { width, height }, altText: { name: 'Logo', title: words, description: words } };
  if (type === 'svg' && fallback !== null) return new ImageRun({ type, data: bytes, ...shown, fallback: { type: 'png', data: fallback } });
  return new ImageRun({ type: type === 'jpg' ? 'jpg' : 'png', data: bytes, ...shown });
}
