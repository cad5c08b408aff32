import { afterAll, describe, expect, it } from 'vitest';
import { hasPdfTools, lookAtPdf, type PageWord } from '../../../tests/support/pdf-tools.ts';
import { composeReport } from '../document.composer.ts';
import { fixtureInput, fixtureInputWithVotesAndTests } from '../fixtures/report-input.fixture.ts';
import type { Block, ReportDocument } from '../report-document.schema.ts';
import { typesetPdf } from './pdf.format.ts';
import { markSections } from './section.mark.ts';

if (!hasPdfTools) console.warn('SKIPPED: the structure of PDFs, because qpdf or poppler-utils are not there');

const reports = [
  ['in English, with everything', composeReport(fixtureInputWithVotesAndTests())],
  ['in German', composeReport({ ...fixtureInput(), language: 'de' })],
] as const;

describe.skipIf(!hasPdfTools).each(reports)('the PDF of a report %s, looked at from outside', async (_, document) => {
  const look = lookAtPdf(hasPdfTools ? await typesetPdf(document) : new Uint8Array());
  afterAll(() => look.close());
  const pages = hasPdfTools ? look.words() : [];

  it('is sound, archivable, tagged, in its language, with title and date', () => {
    expect(look.check()).toContain('No syntax or stream encoding errors found');
    expect(look.info()).toMatchObject({
      Title: `${document.number} ${document.title}`,
      Author: document.author,
      Tagged: 'yes',
      JavaScript: 'no',
      Encrypted: 'no',
      'Page size': '595.276 x 841.89 pts (A4)',
      Pages: String(pages.length),
    });
    expect(look.metadata()).toContain('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>');
    expect(look.language()).toBe(document.language);
  });

  it('holds its fonts itself: in part, and with Unicode', () => {
    const fonts = look.fonts();
    expect(fonts.length).toBeGreaterThanOrEqual(2);
    for (const font of fonts) expect(font).toEqual({ name: font.name, isEmbedded: true, isSubset: true, isUnicode: true });
  });

  it('its bookmarks are its sections and sub-headings, numbered, in their order', () => {
    const sections = markSections(document.sections);
    expect(look.outline().map(({ title }) => squeezed(title))).toEqual(
      sections.map(({ mark, section }) => squeezed(`${mark} ${section.title}`)),
    );
    const kids = look.outline().flatMap((entry) => entry.kids.map(({ title }) => squeezed(title)));
    const headings = sections.flatMap(({ mark, section }) =>
      section.blocks
        .flatMap((block) => (block.kind === 'heading' ? [block.text] : []))
        .map((text, i) => squeezed(`${mark}.${i + 1} ${text}`)),
    );
    expect(kids).toEqual(headings);
  });

  it('leads from every id to the line of the evidence list that begins with an id, and from every mention of a figure to its page', () => {
    const links = look.links();
    expect(links.length).toBeGreaterThanOrEqual(document.figures.length + document.evidence.length);
    const lost = links.filter(({ to }) => {
      // A link shows a little of what stands above its target.
      const near = (pages[to.page - 1] ?? []).filter(({ yMin }) => yMin > to.y - 2 && yMin < to.y + 30).map(({ text }) => text);
      const isEvidence = near.some((text) => /^[FCIDMTN]\d+$/.test(text));
      return !isEvidence && !(pages[to.page - 1] ?? []).some(({ text }) => text === document.labels.figure);
    });
    expect(lost).toEqual([]);
  });

  it('reads from the first word to the last in the order of the document', () => {
    const text = squeezed(
      look
        .pages()
        .map((page) => withoutFrame(page, document))
        .join(''),
    );
    let at = 0;
    const missing = wordsInOrder(document).filter((words) => {
      const found = text.indexOf(squeezed(words), at);
      if (found >= 0) at = found + squeezed(words).length;
      return found < 0;
    });
    expect(missing).toEqual([]);
  });

  it('numbers its figures and tables from 1, uses each of them in a sentence, and has no empty section', () => {
    const blocks = document.sections.flatMap((section) => section.blocks);
    const tables = blocks.flatMap((block) => (block.kind === 'table' ? [block.number] : []));
    expect(tables).toEqual(tables.map((_number, i) => i + 1));
    expect(document.figures.map(({ number }) => number)).toEqual(document.figures.map((_figure, i) => i + 1));
    const placed = blocks.flatMap((block) => (block.kind === 'figure' ? [block.figure] : []));
    expect(placed).toEqual(document.figures.map(({ id }) => id));
    const used = new Set(blocks.flatMap(runsOf).flatMap((run) => run.figure ?? []));
    expect(document.figures.filter(({ id }) => !used.has(id))).toEqual([]);
    for (const { blocks: own } of document.sections) {
      own.forEach((block, at) => {
        if (block.kind !== 'table') return;
        const before = own[at - 1];
        expect(before?.kind === 'paragraph' && before.runs.some((run) => run.table === block.number), block.caption).toBe(true);
      });
    }
    for (const { title, blocks: own } of document.sections) {
      const content = own.filter(({ kind }) => kind !== 'heading' && kind !== 'label');
      expect([title, content.length]).not.toEqual([title, 0]);
    }
  });

  it('leaves no heading alone at the foot of a page', () => {
    for (const { title, page } of look.outline().flatMap((entry) => [entry, ...entry.kids])) {
      const below = bodyOf(pages[page - 1] ?? [], lineOf(pages[page - 1] ?? [], title)?.yMax ?? Number.POSITIVE_INFINITY);
      expect([title, below.length > 0]).toEqual([title, true]);
    }
  });

  it('keeps every word and every line of its figures inside the margins, and a figure with its caption', () => {
    pages.forEach((words, i) => {
      for (const { text, xMin, xMax, yMin, yMax } of words)
        expect([i + 1, text, xMin > 55 && xMax < 540 && yMin > 38 && yMax < 815]).toEqual([i + 1, text, true]);
      const { width, height, grey } = look.pixels(i + 1);
      // Half a point beyond the text for the strokes at its edge.
      const inked = Array.from({ length: height }, (_row, y) => y).filter((y) =>
        [...grey.subarray(y * width, y * width + 55), ...grey.subarray(y * width + 541, (y + 1) * width)].some((pixel) => pixel < 128),
      );
      expect([i + 1, inked]).toEqual([i + 1, []]);
    });
    for (const figure of document.figures) {
      const caption = `${document.labels.figure} ${figure.number} ${figure.caption}`;
      const page = pages.findIndex((words) => lineOf(words, caption));
      const last = figure.axis.split(' ').at(-1) ?? '';
      const above = (pages[page] ?? []).filter((word) => word.text === last && word.yMax < (lineOf(pages[page] ?? [], caption)?.yMin ?? 0));
      expect([figure.id, above.length > 0]).toEqual([figure.id, true]);
    }
  });
});

describe.skipIf(!hasPdfTools)('the summary of a report', async () => {
  const document = composeReport({ ...fixtureInput(), language: 'de' });
  // A machine whose name fills lines, as names of plants do.
  const title = `Diagnose ${'Ballenpresse der Aufbereitung, Linie Nord, '.repeat(7)}`;
  const look = lookAtPdf(hasPdfTools ? await typesetPdf({ ...document, title }) : new Uint8Array());
  afterAll(() => look.close());

  it('is the first page and no more, however long the title: its figure gives way', () => {
    expect(look.outline().map(({ page }) => page)).toEqual([
      1,
      2,
      ...look
        .outline()
        .slice(2)
        .map(({ page }) => page),
    ]);
    expect(bodyOf(look.words()[0] ?? [], 0).length).toBeGreaterThan(100);
  });
});

/** Without blanks of any kind: lines break where the page asks for it. */
function squeezed(text: string): string {
  return text.replace(/[\s\u00ad\u200b]+/g, '').normalize('NFC');
}

/** Header and footer stand on every page and are not part of the text. */
function withoutFrame(page: string, { labels, number, subtitle, isSimulated, resultSha256 }: ReportDocument): string {
  const head = [`${labels.report} ${number}`, ...(isSimulated ? [labels.simulated ?? ''] : []), subtitle].join(' ');
  const text = page.replace(head, '');
  const foot = text.lastIndexOf(`${labels.resultHash} ${resultSha256.slice(0, 8)}`);
  return foot < 0 ? text : text.slice(0, foot);
}

/** What a reader meets one after the other. Ids between words are left out: each piece of text by itself. */
function wordsInOrder(document: ReportDocument): string[] {
  const figures = new Map(document.figures.map((figure) => [figure.id, figure]));
  return [
    document.title,
    ...markSections(document.sections).flatMap(({ mark, section }) => [`${mark} ${section.title}`, ...section.blocks.flatMap(wordsOf)]),
  ].filter((text) => text.trim() !== '');

  function wordsOf(block: Block): string[] {
    if (block.kind === 'figure') return [figures.get(block.figure)?.caption ?? ''];
    if (block.kind === 'table')
      return [block.caption, ...block.columns.map(({ title }) => title), ...block.rows.flatMap((row) => row.map(({ text }) => text))];
    if (block.kind === 'heading' || block.kind === 'label') return [block.text];
    if (block.kind === 'sign-off') return [block.statement, ...block.roles.flatMap((role) => [role, ...block.fields])];
    if (block.kind === 'facts') return block.rows.flatMap(({ name, runs }) => [name, ...runs.map(({ text }) => text)]);
    return runsOf(block).map(({ text, figure, table }) => `${text}${(figure === undefined ? table : figures.get(figure)?.number) ?? ''}`);
  }
}

function runsOf(block: Block) {
  if (block.kind === 'paragraph' || block.kind === 'callout') return block.runs;
  if (block.kind === 'list') return block.items.flat();
  return block.kind === 'facts' ? block.rows.flatMap(({ runs }) => runs) : [];
}

/** Where a line of these words begins: its first three words in a row. */
function lineOf(words: readonly PageWord[], text: string): PageWord | undefined {
  const wanted = squeezed(text).slice(0, 24);
  return words.find((_word, i) =>
    squeezed(
      words
        .slice(i, i + 8)
        .map((word) => word.text)
        .join(''),
    ).startsWith(wanted),
  );
}

/** Words below a line and above the footer. */
function bodyOf(words: readonly PageWord[], y: number): PageWord[] {
  return words.filter((word) => word.yMin > y && word.yMax < 780);
}
