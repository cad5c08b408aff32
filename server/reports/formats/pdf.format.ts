import { createRequire } from 'node:module';
import type * as Typst from '@myriaddreamin/typst-ts-node-compiler';
import { figureSvg } from '../figures/figure.svg.ts';
import type { ReportDocument } from '../report-document.schema.ts';
import { evidenceRefs } from './evidence.refs.ts';
import { pdfTemplate } from './pdf.template.ts';

/** ISO 19005-2 level A: archive, embedded fonts, Unicode text and a tagged structure for screen readers. */
const archiveStandard = 'a-2a';

/** Names no folder that exists: the template reads no file of the machine. */
const noFolder = process.platform === 'win32' ? 'C:\\sightglass-report' : '/sightglass-report';

let compiler: Typst.NodeCompiler | undefined;

/**
 * The report as PDF/A-2a, A4; the same document gives the same bytes (the date is the document's, the file id comes from the content).
 * Text in a script that no font of this machine can show cannot be archived: then, and only then, the answer is a plain PDF 1.7.
 */
export async function typesetPdf(document: ReportDocument): Promise<Uint8Array> {
  const typst = startTypesetter();
  const result = typst.compile({ mainFileContent: pdfTemplate, inputs: inputsOf(document), resetRead: true });
  const pages = result.result;
  if (pages === null) throw new Error(`The report template does not compile: ${messages(typst, result.takeDiagnostics())}`);
  const bytes = exportPages(typst, pages);
  typst.evictCache(2);
  return new Uint8Array(bytes);
}

function exportPages(typst: Typst.NodeCompiler, pages: Typst.NodeTypstDocument): Buffer {
  try {
    return typst.pdf(pages, { pdfStandard: archiveStandard });
  } catch (error) {
    if (!String(error).includes('could not be displayed with')) throw error;
    return typst.pdf(pages, { pdfStandard: '1.7' });
  }
}

/** Loaded when first needed: the typesetter is a native library of 50 MB. */
function startTypesetter(): Typst.NodeCompiler {
  if (compiler === undefined) {
    const typst: typeof Typst = createRequire(import.meta.url)('@myriaddreamin/typst-ts-node-compiler');
    compiler = typst.NodeCompiler.create({ workspace: noFolder });
  }
  return compiler;
}

function messages(typst: Typst.NodeCompiler, problems: Typst.NodeError | null): string {
  return problems === null ? 'no reason given' : JSON.stringify(typst.fetchDiagnostics(problems)).slice(0, 2000);
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
  const { diagnosis: _, figures, sections, ...head } = document;
  const captions = figures.map(({ id, alt, caption, source }) => ({ id, alt, caption, source }));
  const page = { ...head, created, figures: captions, sections: evidenceRefs(sections, numbers) };
  return {
    document: JSON.stringify(page),
    figures: JSON.stringify(Object.fromEntries(figures.map((figure) => [figure.id, figureSvg(figure)]))),
  };
}
