import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** qpdf and poppler-utils: `npm test` installs them where it may. */
export const hasPdfTools = ['qpdf', 'pdfinfo', 'pdffonts', 'pdftotext', 'pdftoppm'].every(
  (name) => spawnSync(name, ['-v']).error === undefined,
);

/** A word on a page, in points from the upper left corner. */
export interface PageWord {
  readonly text: string;
  readonly xMin: number;
  readonly yMin: number;
  readonly xMax: number;
  readonly yMax: number;
}

export interface OutlineEntry {
  readonly title: string;
  readonly page: number;
  readonly kids: readonly OutlineEntry[];
}

/** Where a link is drawn and where it leads; points from the upper left corner of A4. */
export interface PdfLink {
  readonly on: { readonly xMin: number; readonly yMin: number };
  readonly to: { readonly page: number; readonly x: number; readonly y: number };
}

/** A PDF looked at from outside, with tools that have nothing to do with what wrote it. */
export interface PdfLook {
  /** Throws with its words when the structure of the file is damaged. */
  check(): string;
  info(): Record<string, string>;
  metadata(): string;
  fonts(): { name: string; isEmbedded: boolean; isSubset: boolean; isUnicode: boolean }[];
  outline(): OutlineEntry[];
  language(): string;
  links(): PdfLink[];
  /** Text of each page in the order in which it stands in the file. */
  pages(): string[];
  words(): PageWord[][];
  /** Grey pixels of a page at 72 to the inch. */
  pixels(page: number): { width: number; height: number; grey: Uint8Array };
  close(): void;
}

export function lookAtPdf(bytes: Uint8Array): PdfLook {
  const folder = mkdtempSync(join(tmpdir(), 'sightglass-pdf-'));
  const path = join(folder, 'look.pdf');
  writeFileSync(path, bytes);
  const run = (tool: string, ...args: string[]) =>
    execFileSync(tool, args, { encoding: 'utf8', maxBuffer: 256 * 1024 ** 2, stdio: ['ignore', 'pipe', 'ignore'] });
  return {
    check: () => run('qpdf', '--check', path),
    info: () => Object.fromEntries([...run('pdfinfo', path).matchAll(/^([^:]+): +(.*)$/gm)].map((line) => [line[1], line[2] ?? ''])),
    metadata: () => run('pdfinfo', '-meta', path),
    fonts: () =>
      [...run('pdffonts', path).matchAll(/^(\S+) .* (yes|no) +(yes|no) +(yes|no) +\d+ +\d+$/gm)].map((line) => ({
        name: line[1] ?? '',
        isEmbedded: line[2] === 'yes',
        isSubset: line[3] === 'yes',
        isUnicode: line[4] === 'yes',
      })),
    outline: () => entriesOf(JSON.parse(run('qpdf', '--json=2', '--json-key=outlines', path)).outlines),
    language: () => /"\/Lang": "u:([^"]+)"/.exec(run('qpdf', '--json=2', '--json-key=qpdf', path))?.[1] ?? '',
    links: () => linksOf(JSON.parse(run('qpdf', '--json=2', '--json-key=qpdf', '--json-key=pages', path))),
    pages: () => run('pdftotext', '-raw', path, '-').split('\f').slice(0, -1),
    words: () => wordsOf(run('pdftotext', '-bbox', path, '-')),
    pixels: (page) => {
      const args = ['-gray', '-r', '72', '-f', String(page), '-l', String(page), path];
      return readPgm(execFileSync('pdftoppm', args, { maxBuffer: 64 * 1024 ** 2, stdio: ['ignore', 'pipe', 'ignore'] }));
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

type RawPlace = [page: string, kind: string, x: number, y: number];
interface RawLink {
  '/Subtype'?: string;
  '/Rect'?: number[];
  /** Where the place is written. */
  '/Dest'?: string;
}
interface RawObjects {
  pages: { object: string }[];
  qpdf: [unknown, Record<string, { value?: RawLink | RawPlace }>];
}

function linksOf({ pages, qpdf: [, objects] }: RawObjects): PdfLink[] {
  const height = 841.89;
  return Object.values(objects).flatMap(({ value }) => {
    if (value === undefined || Array.isArray(value) || value === null || value['/Subtype'] !== '/Link') return [];
    const place = objects[`obj:${value['/Dest']}`]?.value;
    if (!Array.isArray(place)) throw new Error(`A link leads to ${value['/Dest']}, which is no place.`);
    const [page, , x, y] = place;
    const [xMin = 0, , , top = 0] = value['/Rect'] ?? [];
    return [{ on: { xMin, yMin: height - top }, to: { page: pages.findIndex(({ object }) => object === page) + 1, x, y: height - y } }];
  });
}

interface RawEntry {
  title: string;
  destpageposfrom1: number;
  kids: RawEntry[];
}

function entriesOf(raw: RawEntry[]): OutlineEntry[] {
  return raw.map(({ title, destpageposfrom1, kids }) => ({ title, page: destpageposfrom1, kids: entriesOf(kids) }));
}

function wordsOf(xml: string): PageWord[][] {
  return xml
    .split('<page ')
    .slice(1)
    .map((page) =>
      [...page.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/g)].map(
        ([, xMin, yMin, xMax, yMax, text = '']) => ({
          ...{ xMin: Number(xMin), yMin: Number(yMin), xMax: Number(xMax), yMax: Number(yMax) },
          text: text.replace(
            /&(lt|gt|quot|apos|amp);/g,
            (_, name: string) => ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' })[name] ?? '',
          ),
        }),
      ),
    );
}

function readPgm(bytes: Buffer): { width: number; height: number; grey: Uint8Array } {
  const [head = '', wide, high] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 40).toString('latin1')) ?? [];
  return { width: Number(wide), height: Number(high), grey: bytes.subarray(head.length) };
}
