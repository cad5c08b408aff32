import { type Figure, figureHeight, figureSvg, figureWidth } from './figure-svg.ts';

/** Twice the size: sharp on paper. */
const pngScale = 2;

export function svgBlob(figure: Figure): Blob {
  return new Blob([figureSvg(figure)], { type: 'image/svg+xml' });
}

/** The figure as PNG, painted from its SVG so that both show the same. Throws when the browser cannot paint it. */
export async function pngBlob(figure: Figure): Promise<Blob> {
  const address = URL.createObjectURL(svgBlob(figure));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = figureWidth * pngScale;
    canvas.height = figureHeight(figure) * pngScale;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new Error('The browser could not paint the figure.');
    return blob;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Hands a file to the browser's own download. */
export function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The download has begun by then; a minute is enough for slow disks.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
