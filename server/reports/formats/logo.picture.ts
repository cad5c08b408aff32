import { figurePng } from '../figures/figure.png.ts';
import type { Letterhead } from '../report-document.schema.ts';
import { jpegSize, type PictureSize, pngSize } from '../templates/picture-size.ts';

type Logo = NonNullable<Letterhead['logo']>;

/** A logo as a program takes it that draws no SVG: its bytes, and for an SVG a picture in pixels beside it. Sizes in px. */
export interface LogoPicture extends PictureSize {
  readonly type: 'png' | 'jpg' | 'svg';
  readonly bytes: Buffer;
  /** PNG; null: the bytes are pixels themselves. */
  readonly fallback: Buffer | null;
}

/** What a letterhead has room for: 60 mm × 14 mm, 96 px to the inch; as in the PDF. */
const room = { width: (60 / 25.4) * 96, height: (14 / 25.4) * 96 };
const types = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/svg+xml': 'svg' } as const;

/** The logo in the room that it has, with its own proportions. */
export function logoPicture({ mediaType, base64 }: Logo): LogoPicture {
  const bytes = Buffer.from(base64, 'base64');
  const type = types[mediaType];
  const size = type === 'svg' ? svgSize(bytes.toString('utf8')) : type === 'png' ? pngSize(bytes) : jpegSize(bytes);
  if (size === undefined) throw new Error('A logo was taken that has no size');
  const factor = Math.min(room.width / size.width, room.height / size.height);
  const shown = { width: Math.max(1, Math.round(size.width * factor)), height: Math.max(1, Math.round(size.height * factor)) };
  return { ...shown, type, bytes, fallback: type === 'svg' ? pixels(base64, shown) : null };
}

/** The proportions of an SVG: of its viewBox, else of its width and height; what has neither was refused when it came in. */
export function svgSize(text: string): PictureSize | undefined {
  const root = /<(?:[\w-]+:)?svg\b[^>]*>/i.exec(text)?.[0] ?? '';
  const value = (name: string) => new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`).exec(root)?.[1] ?? '';
  const [, , width, height] = value('viewBox')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const sizes = [width ?? Number.parseFloat(value('width')), height ?? Number.parseFloat(value('height'))] as const;
  return sizes.every((one) => one > 0) ? { width: sizes[0], height: sizes[1] } : undefined;
}

/** Fourfold, so that it is sharp on paper too. */
function pixels(base64: string, { width, height }: PictureSize): Buffer {
  const image = `<image width="${width}" height="${height}" href="data:image/svg+xml;base64,${base64}"/>`;
  return figurePng(`<svg width="${width}" height="${height}" xmlns="http://www.w3.org/2000/svg">${image}</svg>`, 4).bytes;
}
