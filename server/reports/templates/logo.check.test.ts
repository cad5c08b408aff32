import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../platform/problem.ts';
import { checkLogo } from './logo.check.ts';
import { runLogo } from './logo.runner.ts';

const svg = (inner: string, attributes = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10" ${attributes}>${inner}</svg>`;
const bytes = (text: string) => Buffer.from(text);

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** Grey, 8 bit; the header says the size, whatever the pixels are. */
function png(width: number, height: number, rows = Buffer.alloc((width + 1) * height, 0)): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

/** A JPEG by its segments only: a frame of this size, a scan, the end. */
function jpeg(width: number, height: number): Buffer {
  const frame = [0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0];
  return Buffer.from([0xff, 0xd8, ...frame, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x12, 0xff, 0, 0x34, 0xff, 0xd9]);
}

function refusal(content: Uint8Array): string {
  try {
    checkLogo(content);
  } catch (error) {
    if (error instanceof Problem) return [`${error.code}: ${error.detail}`, ...(error.errors ?? []).map(({ detail }) => detail)].join(' ');
    throw error;
  }
  return 'taken';
}

describe('a logo that is a picture and nothing else', () => {
  const drawing = svg(
    '<title>Works</title><style>.a{fill:url(#g)}</style><defs><linearGradient id="g"><stop offset="0"/></linearGradient></defs><path class="a" d="M0 0h9v9z"/><use xlink:href="#p"/>',
  );
  it.each([
    ['image/png', png(8, 4)],
    ['image/jpeg', jpeg(300, 100)],
    ['image/svg+xml', bytes(drawing)],
    ['image/svg+xml', bytes(`\ufeff<?xml version="1.0" encoding="UTF-8"?>\n<!-- drawn -->${drawing}`)],
  ])('is told by its bytes: %s', (mediaType, content) => {
    expect(checkLogo(content)).toBe(mediaType);
  });

  it('is tried by what typesets the reports: pixels that are not there are found', async () => {
    const as = (mediaType: 'image/png' | 'image/svg+xml', content: Buffer) => runLogo({ mediaType, base64: content.toString('base64') });
    expect(await as('image/png', png(8, 4))).toEqual({ isUsable: true });
    expect(await as('image/svg+xml', bytes(drawing))).toEqual({ isUsable: true });
    const broken = png(8, 4, Buffer.alloc(3));
    expect(checkLogo(broken)).toBe('image/png');
    expect(await as('image/png', broken)).toEqual({ isUsable: false });
  });
});

describe('a file that wants to be more than a logo', () => {
  const hostile: [string, string | Buffer, string][] = [
    ['XXE', `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>${svg('<text>&x;</text>')}`, 'document type'],
    ['entity bomb', `<!DOCTYPE svg [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>${svg('<text>&b;</text>')}`, 'document type'],
    ['entity without declaration', svg('<text>&x;</text>'), 'damaged'],
    ['script', svg('<script>alert(1)</script>'), '<script>'],
    ['script in another namespace', svg('<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>'), '<script>'],
    ['prefixed script', svg('<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>'), '<script>'],
    ['script in notes', svg('<metadata><script>alert(1)</script></metadata>'), '<script>'],
    ['event', svg('<rect width="1" height="1" ONload="alert(1)"/>'), 'events'],
    ['event at the root', svg('', 'onload="alert(1)"'), 'events'],
    ['foreign object', svg('<foreignObject><p/></foreignObject>'), '<foreignObject>'],
    ['data: html', svg('<use href="data:text/html,&lt;script&gt;alert(1)&lt;/script&gt;"/>'), 'outside'],
    ['image of the network', svg('<image href="http://example.org/a.png"/>'), '<image>'],
    ['link', svg('<a href="javascript:alert(1)"><rect/></a>'), '<a>'],
    ['address set later', svg('<use href="#a"><set attributeName="href" to="http://x"/></use>'), '<set>'],
    ['xlink to a file', svg('<use xlink:href="file:///etc/passwd#a"/>'), 'outside'],
    ['base', svg('<use href="#a"/>', 'xml:base="http://example.org/"'), 'outside'],
    ['style that loads', svg('<style>@import "http://x/a.css";</style>'), 'loads'],
    ['style that loads behind a child', svg('<style><g/>@import "http://x/a.css";</style>'), 'loads'],
    ['style in CDATA', svg('<style><![CDATA[rect{fill:URL( "http://x/a")}]]></style>'), 'outside'],
    ['style attribute', svg('<rect style="fill:url(//x/a.svg#b)"/>'), 'outside'],
    ['escaped style', svg('<rect style="fill:u\\72l(http://x)"/>'), 'backslash'],
    ['stylesheet instruction', `<?xml-stylesheet href="http://x/a.css"?>${svg('')}`, 'outside|instruction|neither'],
    ['another encoding', `<?xml version="1.0" encoding="UTF-16"?>${svg('')}`, 'UTF-16'],
    ['use bomb', svg(`<g id="a"/>${'<use href="#a"/>'.repeat(13)}`), 'too many parts'],
    ['deep nest', svg('<g>'.repeat(120_000)), 'too many parts'],
    ['XML of something else', '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>', 'no SVG'],
    ['no size', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'viewBox'],
    ['HTML', '<html><script>alert(1)</script></html>', 'neither PNG'],
    ['GIF', 'GIF89a', 'neither PNG'],
    ['PDF', '%PDF-1.7', 'neither PNG'],
    ['nothing', '', 'neither PNG'],
    ['picture and page in one', Buffer.concat([png(8, 4), bytes('<script>alert(1)</script>')]), 'behind it'],
    ['photograph and archive in one', Buffer.concat([jpeg(8, 4), bytes('PK\u0003\u0004')]), 'behind it'],
    ['cut picture', png(8, 4).subarray(0, 50), 'not whole'],
    ['signature only', png(8, 4).subarray(0, 8), 'not whole'],
    [
      'chunk longer than the file',
      Buffer.concat([png(8, 4).subarray(0, 33), Buffer.from([255, 255, 255, 255]), bytes('IDAT')]),
      'not whole',
    ],
    ['30,000 px', png(30_000, 30_000, Buffer.alloc(10)), '30000 × 30000 pixels'],
    ['wide photograph', jpeg(30_000, 10), '30000 × 10 pixels'],
    ['no pixels', png(0, 4), 'no pixels'],
    ['heavy', Buffer.concat([png(8, 4), Buffer.alloc(512 * 1024)]), '513 KiB'],
  ];
  it.each(hostile)('is refused: %s', (_, content, why) => {
    expect(refusal(typeof content === 'string' ? bytes(content) : content)).toMatch(
      new RegExp(`^logo-(unusable|too-large): .*(${why.replace(/[<>()]/g, '\\$&')})`),
    );
  });
});
