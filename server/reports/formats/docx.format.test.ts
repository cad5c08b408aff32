import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { unzipped, unzippedBytes } from '../../../tests/support/archive.ts';
import { composeReport } from '../document.composer.ts';
import { figurePng } from '../figures/figure.png.ts';
import { fixtureInput, fixtureInputWithVotesAndTests } from '../fixtures/report-input.fixture.ts';
import { textWidth } from './docx/style.docx.ts';
import { columnWidths } from './docx/table.docx.ts';
import { reportDocx } from './docx.format.ts';
import { svgSize } from './logo.picture.ts';

const document = composeReport(fixtureInputWithVotesAndTests());
const bytes = Buffer.from(await reportDocx(document));
const members = await unzipped(bytes);
const body = members.get('word/document.xml') ?? '';
const all = (pattern: RegExp, of = body) => [...of.matchAll(pattern)].map((match) => match[1] ?? '');
const wordsOf = (xml: string) =>
  all(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g, xml)
    .join('')
    .replaceAll('&amp;', '&');
const blocks = document.sections.flatMap((section) => section.blocks);

describe('the editable report', () => {
  it('has the same bytes for the same document, also after another one, and every part is well-formed', async () => {
    const again = Buffer.from(await reportDocx(composeReport(fixtureInputWithVotesAndTests())));
    expect(again.equals(bytes)).toBe(true);
    expect([...members.keys()][0]).toBe('[Content_Types].xml');
    for (const [path, text] of members) {
      if (!/\.(xml|rels|svg)$/.test(path)) continue;
      const parser = new SaxesParser();
      parser.on('error', (error) => {
        throw new Error(`${path}: ${error.message}`);
      });
      parser.write(text).close();
    }
  });

  it('has a real heading for every section and sub-heading, in their order', () => {
    const paragraphs = all(/<w:p>(.*?)<\/w:p>/gs);
    const headings = paragraphs.filter((xml) => /w:val="Heading[12]"/.test(xml)).map(wordsOf);
    const expected = document.sections.flatMap(({ title, blocks: own }) => [
      title,
      ...own.flatMap((block) => (block.kind === 'heading' ? [block.text] : [])),
    ]);
    expect(headings.map((text) => text.replace(/^[■▲○◇] /, ''))).toEqual(expected);
  });

  it('counts captions of figures and tables with fields, from 1 without a gap', () => {
    const fields = (name: string) => all(new RegExp(`SEQ ${name} [^>]*>.*?<w:t[^>]*>(\\d+)<`, 'g')).map(Number);
    expect(fields('Figure')).toEqual(document.figures.map(({ number }) => number));
    expect(fields('Table')).toEqual(blocks.flatMap((block) => (block.kind === 'table' ? [block.number] : [])));
    expect(body.match(/<w:tblHeader\/>/g)).toHaveLength(fields('Table').length);
  });

  it('every link leads to a bookmark, every bookmark has its name and id once', () => {
    const names = all(/<w:bookmarkStart[^>]*w:name="([^"]+)"/g);
    expect(new Set(names).size).toBe(names.length);
    expect(all(/<w:bookmarkStart[^>]*w:id="([^"]+)"/g)).toEqual(names.map((_, i) => String(i + 1)));
    const links = all(/<w:hyperlink[^>]*w:anchor="([^"]+)"/g);
    expect(links.length).toBeGreaterThan(50);
    expect(links.filter((name) => !names.includes(name))).toEqual([]);
    for (const { id } of document.evidence) expect(names).toContain(`evidence_${id}`);
  });

  it('every figure is an SVG with a picture beside it and an alternative text', async () => {
    const descriptions = all(/<wp:docPr[^>]*descr="([^"]*)"/g);
    expect(descriptions).toHaveLength(document.figures.length);
    for (const text of descriptions) expect(text.length).toBeGreaterThan(20);
    const files = await unzippedBytes(bytes);
    const pictures = [...files].filter(([path]) => path.endsWith('.png'));
    expect(pictures).toHaveLength(document.figures.length);
    expect([...files.keys()].filter((path) => path.endsWith('.svg'))).toHaveLength(document.figures.length);
    for (const [, png] of pictures) expect(png.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  });

  it('says its language, date, author and page numbers', () => {
    expect(members.get('word/styles.xml')).toContain('<w:lang w:val="en-GB"/>');
    expect(members.get('docProps/core.xml')).toMatch(
      /<dcterms:created[^>]*>2026-03-02T08:00:00.000Z<.*<dcterms:modified[^>]*>2026-03-02T08:00:00.000Z</,
    );
    expect(members.get('docProps/core.xml')).toContain('M. Example');
    const footer = members.get('word/footer1.xml') ?? '';
    expect(footer).toContain('PAGE');
    expect(footer).toContain('NUMPAGES');
    expect(footer).toContain(document.resultSha256);
  });

  it('text of files and people stays text', async () => {
    const input = fixtureInput();
    const hostile = '<w:p/>&"\u0000\u{d800} ]]> {PAGE} _x0041_';
    input.parts[0]!.system.note = hostile;
    const made = await unzipped(Buffer.from(await reportDocx(composeReport({ ...input, title: hostile, author: hostile }))));
    const xml = made.get('word/document.xml') ?? '';
    expect(xml).toContain('&lt;w:p/&gt;&amp;');
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    for (const part of [xml, made.get('docProps/core.xml') ?? '', made.get('word/header1.xml') ?? '']) parser.write(part).close();
  });

  it('columns of a table fill the text exactly, and what stands in one word has room', () => {
    for (const block of blocks) {
      if (block.kind !== 'table') continue;
      const widths = columnWidths(block.columns, block.rows);
      expect(widths.reduce((sum, one) => sum + one, 0)).toBe(textWidth);
      for (const width of widths) expect(width).toBeGreaterThan(400);
    }
  });
});

describe('the letterhead of a template', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 50"><rect width="300" height="50" fill="teal"/></svg>';
  const png = figurePng('<svg width="20" height="40" xmlns="http://www.w3.org/2000/svg"><rect width="20" height="40"/></svg>', 1).bytes;
  const headed = async (mediaType: 'image/svg+xml' | 'image/png', bytes: Uint8Array) => {
    const logo = { mediaType, base64: Buffer.from(bytes).toString('base64') };
    const letterhead = { company: 'Works & Sons AG', logo, confidentiality: 'Internal' };
    const packed = Buffer.from(await reportDocx({ ...document, letterhead }));
    return { text: await unzipped(packed), files: await unzippedBytes(packed) };
  };
  const extent = (xml: string) => /<wp:extent cx="(\d+)" cy="(\d+)"/.exec(xml)?.slice(1).map(Number) ?? [];

  it('stands above the title: company, logo in its proportions with its words, confidentiality on every page', async () => {
    const { text } = await headed('image/png', png);
    const xml = text.get('word/document.xml') ?? '';
    expect(wordsOf(xml.slice(0, xml.indexOf('w:val="Title"')))).toBe('Works & Sons AG');
    expect(xml.slice(0, xml.indexOf('w:val="Title"'))).toContain('descr="Works &amp; Sons AG"');
    const [width = 0, height = 1] = extent(xml);
    expect(width / height).toBeCloseTo(0.5, 1);
    const header = [...text].find(([path]) => /word\/header\d*\.xml/.test(path))?.[1] ?? '';
    expect(wordsOf(header)).toContain('Internal · ');
  });

  it('keeps an SVG as it is, with a picture in pixels beside it, no wider than its room', async () => {
    const { text, files } = await headed('image/svg+xml', Buffer.from(svg));
    const media = [...files].filter(([path]) => path.startsWith('word/media/'));
    expect(media.some(([, one]) => one.equals(Buffer.from(svg)))).toBe(true);
    const [width = 0, height = 1] = extent(text.get('word/document.xml') ?? '');
    expect([width / 9525, width / height]).toEqual([227, 227 / 38]);
    // Teal, not an empty page: the fallback shows what the SVG shows.
    const isTeal = media.some(([path, one]) => path.endsWith('.png') && one.length > 200 && one.length < 20_000);
    expect(isTeal).toBe(true);
  });

  it('the size of an SVG is that of its view box, else its own', () => {
    expect(svgSize('<?xml version="1.0"?><svg width="9" height="9" viewBox="0,0 30 5">')).toEqual({ width: 30, height: 5 });
    expect(svgSize("<svg:svg width='12mm' height='6mm'>")).toEqual({ width: 12, height: 6 });
    expect(svgSize('<svg>')).toBeUndefined();
  });

  it('every part of a report on several recordings begins on a new page', async () => {
    const starts = document.sections.map((section, i) => (i === 3 ? { ...section, startsPage: true } : section));
    const breaks = async (sections: typeof starts) =>
      ((await unzipped(Buffer.from(await reportDocx({ ...document, sections })))).get('word/document.xml') ?? '').match(
        /<w:pageBreakBefore\/>/g,
      )?.length;
    expect([await breaks(document.sections), await breaks(starts)]).toEqual([1, 2]);
  });
});
