import { Problem } from '../../platform/problem.ts';
import type { Logo } from '../compositions/report-composition.schema.ts';
import { isJpeg, isPng, jpegSize, pngSize } from './picture-size.ts';
import { mostLogoBytes, mostLogoPx } from './report-template.schema.ts';
import { svgFault } from './svg-logo.check.ts';

/**
 * What the picture is, told by its bytes and not by what anybody says of it.
 * @throws Problem `logo-too-large`, `logo-unusable`
 */
export function checkLogo(bytes: Uint8Array): Logo['mediaType'] {
  if (bytes.length > mostLogoBytes)
    throw new Problem('logo-too-large', 422, 'The logo is too large', {
      detail: `It has ${Math.ceil(bytes.length / 1024)} KiB; a logo has at most ${mostLogoBytes / 1024} KiB. Save it smaller.`,
    });
  if (isPng(bytes)) return sized(pngSize(bytes), 'image/png');
  if (isJpeg(bytes)) return sized(jpegSize(bytes), 'image/jpeg');
  if (!/^(\ufeff)?\s*<(\?xml|svg|!|[\w-]+:svg)/i.test(new TextDecoder().decode(bytes.subarray(0, 400))))
    throw unusable('it is neither PNG nor JPEG nor SVG');
  const fault = svgFault(bytes);
  if (fault !== undefined) throw unusable(fault);
  return 'image/svg+xml';
}

function sized(size: { width: number; height: number } | undefined, mediaType: Logo['mediaType']): Logo['mediaType'] {
  if (size === undefined) throw unusable('the picture is not whole, or something else stands behind it');
  const { width, height } = size;
  if (width < 1 || height < 1) throw unusable('it says that it has no pixels');
  if (width > mostLogoPx || height > mostLogoPx)
    throw new Problem('logo-too-large', 422, 'The logo is too large', {
      detail: `It has ${width} × ${height} pixels; a logo has at most ${mostLogoPx} in each direction. Save it smaller.`,
    });
  return mediaType;
}

export function unusable(why: string): Problem {
  return new Problem('logo-unusable', 422, 'This picture cannot be used as a logo', {
    detail: 'Save it as PNG, or as plain SVG of paths only.',
    errors: [{ pointer: '#/logo', detail: `${why.charAt(0).toUpperCase()}${why.slice(1)}.` }],
  });
}
