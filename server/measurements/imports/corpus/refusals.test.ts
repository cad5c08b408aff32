import { gzipSync } from 'node:zlib';
import { afterAll } from 'vitest';
import { fixture } from '../import.fixture.ts';
import { type CorpusFile, corpus, lines } from './corpus.fixture.ts';

const place = fixture();
afterAll(() => place.remove());

function noise(length: number, seed: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = seed;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) | 0;
    bytes[i] = i % 61 === 60 ? 10 : (state >>> 16) & 255;
  }
  return bytes;
}

const binary = (title: string, head: readonly number[] | string, says: RegExp): CorpusFile => ({
  title,
  content: Buffer.concat([typeof head === 'string' ? Buffer.from(head, 'latin1') : Buffer.from(head), noise(4000, 7)]),
  refused: { code: 'import-binary', says },
});
const text = (title: string, content: string, says: RegExp): CorpusFile => ({
  title,
  content,
  refused: { code: 'import-not-understood', says },
});

corpus('what is no table', place, [
  binary('a PNG picture', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], /picture/),
  binary('a JPEG picture', [0xff, 0xd8, 0xff, 0xe0], /picture/),
  binary('a GIF picture', 'GIF89a', /picture/),
  binary('a PDF', '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', /PDF/),
  binary('a program', 'MZ\x90\x00\x03\x00\x00\x00', /program/),
  binary('a Linux program', '\x7fELF\x02\x01\x01\x00', /program/),
  binary('an old Excel workbook', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], /\.xls.*CSV/),
  binary('an Access database', '\x00\x01\x00\x00Standard Jet DB\x00', /Access/),
  binary('an SQLite database', 'SQLite format 3\x00', /SQLite/),
  { title: 'random bytes with line ends', content: noise(20_000, 3), refused: { code: 'import-binary', says: /binary/ } },
  {
    title: 'a picture inside gzip',
    content: gzipSync(Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), noise(500, 2)])),
    refused: { code: 'import-binary', says: /picture/ },
  },
  text(
    'a web page saved as CSV',
    lines('<!DOCTYPE html>', '<html><head><title>Login</title></head>', '<body><form>1,2,3</form>', '</body></html>'),
    /web page/,
  ),
  text(
    'an HTML table on one line',
    '<html><table><tr><th>time</th><th>p</th></tr><tr><td>08:15:00</td><td>101.5</td></tr></table></html>',
    /HTML table.*\.xlsx/,
  ),
  text(
    'an HTML table that calls itself Excel',
    lines(
      '<meta charset="utf-8">',
      '<table border=1>',
      '<tr><td>08:15:00</td><td>101,5</td></tr>',
      '<tr><td>08:15:01</td><td>102,5</td></tr>',
      '</table>',
    ),
    /HTML table/,
  ),
  text(
    'a JSON configuration',
    lines('{', '  "channels": [', '    {"name": "p", "max": 400},', '    {"name": "T", "max": 120}', '  ]', '}'),
    /table/,
  ),
  text('XML', lines('<?xml version="1.0"?>', '<log>', '<row t="1" p="2"/>', '<row t="2" p="3"/>', '</log>'), /XML/),
  text(
    'a log file',
    lines(
      '2026-01-03 08:15:00,123 INFO  [main] started, version 4',
      '2026-01-03 08:15:00,456 WARN  [main] no config found, using defaults',
      '2026-01-03 08:15:01,001 ERROR [worker-1] Connection refused: 10.0.0.1',
      '2026-01-03 08:15:02,100 INFO  [worker-1] retry in 5 s',
    ),
    /log/,
  ),
  text(
    'prose',
    lines(
      'It was a dark and stormy night;',
      'the rain fell in torrents, except at occasional intervals,',
      'when it was checked by a violent gust of wind',
    ),
    /table/,
  ),
  text(
    'an address list',
    lines('name;street;city', 'Meier;Hauptstr. 1;Ulm', 'Huber;Ringweg 7;Bonn', 'Weiß;Am Tor 3;Köln'),
    /numbers|words/,
  ),
  { title: 'a header and no rows', content: lines('time;p [bar]'), refused: { code: 'import-no-data', says: /no rows/ } },
  {
    title: 'metadata, a header and no rows',
    content: lines('Device: HMG 4000', 'Start: 03.01.2026 08:15:00', 'time;p [bar];T [°C]'),
    refused: { code: 'import-no-data', says: /no rows/ },
  },
  { title: 'blank lines only', content: '\r\n\r\n  \r\n', refused: { code: 'import-empty', says: /blank|nothing/ } },
  { title: 'NULs only', content: Buffer.alloc(5000), refused: { code: 'import-empty', says: /NUL|zero/i } },
]);
