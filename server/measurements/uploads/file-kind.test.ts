import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import yazl from 'yazl';
import { madeUpLoggerFile } from '../../../tests/support/import.ts';
import { findKind } from './file-kind.ts';

const folder = mkdtempSync(join(tmpdir(), 'sightglass-kind-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function kindOf(content: Uint8Array | string, name = 'press.csv') {
  const bytes = Buffer.from(content);
  const path = join(folder, 'file');
  writeFileSync(path, bytes);
  return findKind({ path, head: bytes.subarray(0, 65_536), name });
}

async function zipOf(entries: Record<string, string>): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [name, content] of Object.entries(entries)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
const contentTypes = (main: string) =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.${main}.main+xml"/></Types>`;
const workbook = (main: string) => zipOf({ '[Content_Types].xml': contentTypes(main), 'xl/workbook.xml': '<workbook/>' });

describe('measurements come in', () => {
  const wide = (text: string) => Buffer.from(text, 'utf16le');
  test.each<[string, Uint8Array | string]>([
    ['a table', madeUpLoggerFile(50)],
    ['a table in UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), wide(madeUpLoggerFile(50))])],
    ['a table in UTF-16 without a mark', wide(madeUpLoggerFile(50))],
    ['a table in Windows-1252', Buffer.from('Zeit;Öltemperatur [°C]\r\n1;40\r\n', 'latin1')],
    ['a table whose first column is called MZ', 'MZ1;MZ2\n1;2\n3;4\n'],
    ['a table that begins with BM', 'BM 4711;p [bar]\n1;2\n'],
    ['a comment line with a hash and an exclamation mark', '#! logger v2\ntime;p\n1;2\n'],
    ['an empty file', ''],
    ['a table with the end mark of DOS', 'a;b\r\n1;2\r\n\u001a'],
    ['JSON lines', '{"t":1,"p":2}\n{"t":2,"p":3}\n'],
  ])('%s', async (_what, content) => {
    expect(await kindOf(content)).toEqual({ kind: 'text', refusal: null });
  });

  test('packed, as a workbook, as Parquet, or as something that nobody knows', async () => {
    expect(await kindOf(gzipSync(madeUpLoggerFile(5)), 'press.csv.gz')).toEqual({ kind: 'gzip', refusal: null });
    expect(await kindOf(await zipOf({ 'press.csv': madeUpLoggerFile(5) }), 'press.zip')).toEqual({ kind: 'zip', refusal: null });
    expect(await kindOf(await workbook('openxmlformats-officedocument.spreadsheetml.sheet'), 'a.xlsx')).toEqual({
      kind: 'xlsx',
      refusal: null,
    });
    expect(await kindOf(Buffer.from('PAR1\0\0\0\0PAR1'), 'a.parquet')).toEqual({ kind: 'parquet', refusal: null });
    expect(await kindOf(Buffer.from('MDF     4.10    TGT 15.0\0\0\0\0'), 'a.mf4')).toEqual({ kind: 'unknown', refusal: null });
    expect(await kindOf(Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256)))).toEqual({ kind: 'unknown', refusal: null });
  });

  test('a table that was damaged by a power loss is still no program', async () => {
    const table = Buffer.from(madeUpLoggerFile(100));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 200, max: 4000 }), fc.integer({ min: 1, max: 900 }), async (at, length) => {
        const damaged = Buffer.concat([table.subarray(0, at), Buffer.alloc(length), table.subarray(at)]);
        expect((await kindOf(damaged)).refusal).toBeNull();
      }),
    );
  });
});

describe('everything else is refused as what it is, whatever its name says', () => {
  const elf = Buffer.concat([Buffer.from('\u007fELF\u0002\u0001\u0001', 'latin1'), Buffer.alloc(60)]);
  const exe = Buffer.concat([Buffer.from('MZ\u0090\0\u0003\0\0\0', 'latin1'), Buffer.alloc(60)]);
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000a49444154789c6360000000020001', 'hex');
  test.each<[string, Uint8Array | string, string, RegExp]>([
    [
      'a Linux program',
      elf,
      'program',
      /"press\.csv" is a program for Linux \(ELF\), although its name ends in \.csv\. Programs are never/,
    ],
    ['a Windows program', exe, 'program', /is a program for Windows, although/],
    ['a Java class', Buffer.from('cafebabe0000003400', 'hex'), 'program', /is a program/],
    ['a script', '#!/bin/sh\nrm -rf /\n', 'script', /is a script/],
    ['a script behind a byte order mark', '\ufeff#! /usr/bin/env python\n', 'script', /is a script/],
    ['a PDF', '%PDF-1.7\n1 0 obj\n', 'pdf', /print-out holds no samples/],
    ['a picture', png, 'image', /is a picture/],
    ['a vector picture', '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', 'image', /is a picture/],
    ['rich text', '{\\rtf1\\ansi hello}', 'document', /is a text document/],
    ['an old Office file', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), 'document', /old Office file/],
    ['a 7z archive', Buffer.from('377abcaf271c0004', 'hex'), 'archive', /Unpack it/],
    ['a sound', Buffer.from('RIFF\u0024\0\0\0WAVEfmt \u0010\0\0\0\u0001\0\u0001\0', 'latin1'), 'media', /a sound or a film/],
  ])('%s', async (_what, content, kind, sentence) => {
    expect(await kindOf(content)).toEqual({ kind, refusal: expect.stringMatching(sentence) });
  });

  test('a text document', async () => {
    const docx = await zipOf({
      '[Content_Types].xml': contentTypes('openxmlformats-officedocument.wordprocessingml.document'),
      'word/document.xml': '<w/>',
    });
    expect(await kindOf(docx, 'press.docx')).toEqual({ kind: 'document', refusal: expect.stringContaining('Save the table as CSV') });
  });

  test('a database', async () => {
    const path = join(folder, 'x.sqlite');
    new Database(path).exec('CREATE TABLE t (a)').close();
    expect(await findKind({ path, head: Buffer.from('SQLite format 3\0\u0010\0', 'latin1'), name: 'x.db' })).toMatchObject({
      kind: 'document',
    });
  });
});
