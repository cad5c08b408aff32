import type * as Typst from '@myriaddreamin/typst-ts-node-compiler';
import { figureSvg } from '../figures/figure.svg.ts';
import type { ReportDocument } from '../report-document.schema.ts';
import { evidenceRefs } from './evidence.refs.ts';
import { pdfTemplate } from './pdf.template.ts';
import { compilePages, startTypesetter } from './typesetter.ts';

/** ISO 19005-2 level A: archive, embedded fonts, Unicode text and a tagged structure for screen readers. */
const archiveStandard = 'a-2a';

/**
 * The report as PDF/A-2a, A4; the same document gives the same bytes (the date is the document's, the file id comes from the content).
 * Text in a script that no font of this machine can show cannot be archived: then, and only then, the answer is a plain PDF 1.7.
 */
export async function typesetPdf(document: ReportDocument): Promise<Uint8Array> {
  const typst = startTypesetter();
  const bytes = exportPages(typst, compilePages(typst, pdfTemplate, inputsOf(document)));
  typst.evictCache(2);
  return new Uint8Array(bytes);
}

/** All pages as one long SVG, for looking at: the very pages of the PDF. */
export function typesetPages(document: ReportDocument): string {
  const typst = startTypesetter();
  const svg = typst.plainSvg(compilePages(typst, pdfTemplate, inputsOf(document)));
  typst.evictCache(2);
  return svg;
}

function exportPages(typst: Typst.NodeCompiler, pages: Typst.NodeTypstDocument): Buffer {
  try {
    return typst.pdf(pages, { pdfStandard: archiveStandard });
  } catch (error) {
    if (!String(error).includes('could not be displayed with')) throw error;
    return typst.pdf(pages, { pdfStandard: '1.7' });
  }
}

/** The template cannot read base64; it takes the bytes as numbers. */
function withBytes(letterhead: ReportDocument['letterhead']) {
  if (letterhead?.logo == null) return letterhead;
  const { mediaType, base64 } = letterhead.logo;
  return { ...letterhead, logo: { mediaType, bytes: [...Buffer.from(base64, 'base64')] } };
}

function inputsOf(document: ReportDocument): Record<string, string> {
  const date = new Date(document.createdAt);
  const created = {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
  const numbers = new Map(document.figures.map((figure) => [figure.id, figure.number]));
  // The typesetter needs neither the samples (they are in the pictures) nor the diagnosis.
  const { parts: _, comparison: __, evidence: ___, figures, sections, ...head } = document;
  const captions = figures.map(({ id, alt, caption, source }) => ({ id, alt, caption, source }));
  const page = {
    ...head,
    letterhead: withBytes(document.letterhead),
    created,
    figures: captions,
    sections: evidenceRefs(sections, numbers),
  };
  return {
    document: JSON.stringify(page),
    figures: JSON.stringify(Object.fromEntries(figures.map((figure) => [figure.id, figureSvg(figure)]))),
  };
}
