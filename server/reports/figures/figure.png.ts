import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { compilePages, startTypesetter } from '../formats/typesetter.ts';
import { figureSize } from './figure.svg.ts';

/** A picture in pixels, for programs that draw no SVG. */
export interface FigurePng {
  readonly bytes: Buffer;
  /** px */
  readonly width: number;
  readonly height: number;
}

/** What the typesetter makes of one px of a picture with a filter: 96 px are 72 points, rastered fourfold. */
const rasterPerPx = 3;
const template = '#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")';

/**
 * The SVG of a figure in pixels, `scale` of them per px, on white. The typesetter writes whatever has a filter as pixels into its PDF, with the
 * letters of the report: taken out of there, no second engine for pictures is needed. The same SVG gives the same bytes.
 */
export function figurePng(svg: string, scale = 2): FigurePng {
  const typst = startTypesetter();
  const pages = compilePages(typst, template, { svg: filtered(svg, scale / rasterPerPx) });
  const image = firstImage(typst.pdf(pages, { pdfStandard: '1.4' as never }));
  // No two figures are the same: what one leaves behind helps no other.
  typst.evictCache(0);
  return { ...image, bytes: png(image) };
}

function filtered(svg: string, factor: number): string {
  const { width, height } = figureSize(svg);
  const area = `x="0" y="0" width="${width}" height="${height}"`;
  const inner = svg.slice(svg.indexOf('>') + 1, svg.lastIndexOf('</svg>'));
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width * factor}" height="${height * factor}" viewBox="0 0 ${width} ${height}"><defs><filter id="pixels" filterUnits="userSpaceOnUse" ${area} color-interpolation-filters="sRGB"><feOffset dx="0" dy="0"/></filter></defs><g filter="url(#pixels)"><rect ${area} fill="#ffffff"/>${inner}</g></svg>`;
}

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** RGB, row by row. */
  readonly rgb: Buffer;
}

function firstImage(pdf: Buffer): Pixels {
  const text = pdf.toString('latin1');
  const at = text.indexOf('/Subtype /Image');
  const head = text.slice(text.lastIndexOf(' obj', at), text.indexOf('stream', at));
  const number = (name: string) => Number(new RegExp(`/${name} (\\d+)`).exec(head)?.[1]);
  const start = text.indexOf('stream\n', at) + 'stream\n'.length;
  const [width, height] = [number('Width'), number('Height')];
  const rgb = at < 0 ? Buffer.alloc(0) : inflateSync(pdf.subarray(start, start + number('Length')));
  if (rgb.length !== width * height * 3) throw new Error('The typesetter made no picture of a figure.');
  return { width, height, rgb };
}

/** ISO/IEC 15948: colour type 2, 8 bit; every row with the filter `Up`, which suits drawings. */
function png({ width, height, rgb }: Pixels): Buffer {
  const stride = width * 3;
  const rows = Buffer.alloc((stride + 1) * height);
  for (let y = 0; y < height; y++) {
    const at = y * (stride + 1);
    rows[at] = 2;
    for (let x = 0; x < stride; x++) {
      const above = y === 0 ? 0 : (rgb[(y - 1) * stride + x] as number);
      rows[at + 1 + x] = (rgb[y * stride + x] as number) - above;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 6 })), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
