import type * as Typst from '@myriaddreamin/typst-ts-node-compiler';
import { collectGarbage } from '../../platform/workers/garbage.ts';
import { figureSvg } from '../figures/figure.svg.ts';
import type { ReportDocument } from '../report-document.schema.ts';
import { isLarge } from './document.size.ts';
import { evidenceRefs } from './evidence.refs.ts';
import { pdfTemplate } from './pdf.template.ts';
import { compilePages, startTypesetter } from './typesetter.ts';

/** ISO 19005-2 level A: archive, embedded fonts, Unicode text and a tagged structure for screen readers. */
const archiveStandard = 'a-2a';

/** Where links lead, and how many pages there are; nothing of it before the pages are laid out. */
interface Places {
  readonly targets: Readonly<Record<string, readonly [page: number, x: number, y: number]>>;
  readonly pages: number | null;
}

/**
 * The report as PDF/A-2a, A4; the same document gives the same bytes (the date is the document's, the file id comes from the content).
 * Text in a script that no font of this machine can show cannot be archived: then, and only then, the answer is a plain PDF 1.7.
 */
export async function typesetPdf(document: ReportDocument): Promise<Uint8Array> {
  const typst = startTypesetter();
  const inputs = inputsOf(document);
  const isFreed = isLarge(document);
  if (isFreed) await freeMemory(typst);
  const places = placesOf(typst, inputs);
  if (isFreed) await freeMemory(typst);
  const bytes = exportPages(typst, compilePages(typst, pdfTemplate, { ...inputs, places: JSON.stringify(places) }));
  typst.evictCache(isFreed ? 0 : 2);
  return new Uint8Array(bytes);
}

/**
 * Composing and drawing leave as much garbage as half of the pages take; pages without links are as large as those with links. Those of a small
 * report stay: the typesetter takes from them what did not change.
 */
async function freeMemory(typst: Typst.NodeCompiler): Promise<void> {
  await collectGarbage();
  typst.evictCache(0);
}

/** Links take no room: without them the pages are the same. */
function placesOf(typst: Typst.NodeCompiler, inputs: Record<string, string>): Places {
  const pages = compilePages(typst, pdfTemplate, { ...inputs, places: JSON.stringify(unknownPlaces) });
  const [found = []]: [name: string, page: number, x: number, y: number][][] = typst.query(pages, {
    selector: '<targets>',
    field: 'value',
  });
  return { targets: Object.fromEntries(found.map(([name, ...place]) => [name, place])), pages: pages.numOfPages };
}

const unknownPlaces: Places = { targets: {}, pages: null };

/** All pages as one long SVG, for looking at: the very pages of the PDF, without its links. */
export function typesetPages(document: ReportDocument): string {
  const typst = startTypesetter();
  const svg = typst.plainSvg(compilePages(typst, pdfTemplate, { ...inputsOf(document), places: JSON.stringify(unknownPlaces) }));
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
  const captions = figures.map(({ id, number, alt, caption, source }) => ({ id, number, alt, caption, source }));
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
