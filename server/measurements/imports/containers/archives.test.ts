import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { fixture } from '../import.fixture.ts';
import { type CraftedEntry, craftZip, zipOf } from './zip.fixture.ts';

const place = fixture();
afterAll(() => place.remove());

const stamp = (second: number): string => new Date(Date.UTC(2025, 2, 3) + second * 1000).toISOString().slice(0, 19).replace('T', ' ');
const log = (from: number, to: number): string =>
  `time;p [bar]\n${Array.from({ length: to - from }, (_, i) => `${stamp(from + i)};${(from + i) % 7}.25`).join('\n')}\n`;
const matrix = Array.from({ length: 5 }, (_, row) => Array.from({ length: 20 }, (__, i) => (row * 20 + i) / 4).join('\t')).join('\n');
const matrixAnswers = { layout: 'samples-in-row', 'sample-interval': 0.1, channel: { name: 'P', unit: 'bar' }, 'start-time': 'relative' };

const importOne = (name: string, bytes: Buffer | string, options = {}) => place.importTexts({ [name]: bytes }, options);
const only = async (name: string, bytes: Buffer | string, options = {}) => {
  const { recordings } = await importOne(name, bytes, options);
  expect(recordings).toHaveLength(1);
  return recordings[0]!;
};

describe('an archive', () => {
  it('with daily files in folders becomes one recording, whatever else lies in it', async () => {
    const zip = await zipOf({
      'export/day2.csv': log(100, 160),
      'export/day1.csv': log(0, 100),
      'export/README.md': '# Prüfstand\nalles gut\n',
      '__MACOSX/export/._day1.csv': 'litter',
      'export/.DS_Store': 'litter',
    });
    const { result, sources } = await only('logs.zip', zip);
    expect(result.report).toMatchObject({
      acceptedRows: 160,
      files: [{ name: 'logs.zip/export/day1.csv', container: 'zip', bytes: zip.length }, {}],
    });
    expect(sources.map(({ member }) => member)).toEqual(['export/day1.csv', 'export/day2.csv']);
    expect(result.skippedFiles.map(({ name }) => name)).toEqual(['logs.zip/export/README.md']);
  });

  it('gives the same recording as its files, and the same bytes again', async () => {
    const files = { 'a.csv': log(0, 50), 'b.csv': log(50, 90) };
    const zipped = await only('x.zip', await zipOf(files));
    const again = await only('y.zip', await zipOf(Object.fromEntries(Object.entries(files).reverse())));
    const plain = (await place.importTexts(files)).recordings[0]!;
    const packed = (await place.importTexts({ 'a.csv.gz': gzipSync(files['a.csv']), 'b.csv': files['b.csv'] })).recordings[0]!;
    for (const { result } of [zipped, again, packed]) expect(result.series.sha256).toBe(plain.result.series.sha256);
  });

  it.each([
    ['zip64', async () => zipOf({ 'a.csv': log(0, 50) }, { zip64: true })],
    ['zip in zip', async () => zipOf({ 'march/monday.zip': await zipOf({ 'a.csv': log(0, 50) }) })],
    ['gzip in zip', async () => zipOf({ 'a.csv.gz': gzipSync(log(0, 50)) })],
    ['zip in gzip', async () => gzipSync(await zipOf({ 'a.csv': log(0, 50) }))],
  ])('as %s is read', async (_, build) => {
    expect((await only('x.zip', await build())).result.report).toMatchObject({ acceptedRows: 50, rejectedRows: 0 });
  });

  it('with matrices is read, by zip and by gzip', async () => {
    const plain = await only('P.txt', matrix, { answers: matrixAnswers });
    const zipped = await only('P.zip', await zipOf({ 'P.txt': matrix }), { answers: matrixAnswers });
    const packed = await only('P.txt.gz', gzipSync(matrix), { answers: matrixAnswers });
    for (const { result } of [zipped, packed]) expect(result.series.sha256).toBe(plain.result.series.sha256);
    expect(packed.result.report).toMatchObject({ acceptedRows: 5, files: [{ container: 'gzip', lines: 5 }] });
  });

  it('names the file and its own line where rows are rejected', async () => {
    const broken = log(0, 50).replace(`${stamp(9)};`, 'yesterday;');
    const { result } = await only('x.zip', await zipOf({ 'a.csv': broken, 'b.csv': log(50, 60) }));
    expect(result.report.rejected).toEqual([{ line: 11, reason: 'bad-time', file: 'x.zip/a.csv' }]);
  });
});

describe('an archive is refused, and nothing of it stays, when', () => {
  const evil = async (name: string, bytes: Buffer, code: string, options = {}) => {
    const before = readdirSync(place.folder).filter((file) => file.startsWith('out.sgs'));
    await expect(importOne(name, bytes, options)).rejects.toMatchObject({ code, detail: expect.stringContaining(name) });
    expect(readdirSync(place.folder).filter((file) => file.startsWith('out.sgs'))).toEqual(before);
  };
  const good: CraftedEntry = { name: 'a.csv', data: log(0, 50) };

  it('the crafted one without tricks is read', async () => {
    expect((await only('x.zip', craftZip([good]))).result.report.acceptedRows).toBe(50);
  });

  it.each([
    ['a name climbs out', { name: '../../evil.csv' }],
    ['a name climbs out in the middle', { name: 'a/../../evil.csv' }],
    ['a name is absolute', { name: '/etc/cron.d/evil' }],
    ['a name has a drive', { name: 'C:/evil.csv' }],
    ['a name has backslashes', { name: '..\\evil.csv' }],
    ['a name holds NUL', { name: 'evil.csv\u0000.txt' }],
    ['a name is empty', { name: '' }],
    ['a name occurs twice', { name: 'a.csv' }],
    ['an entry is a symbolic link', { name: 'link.csv', data: '/etc/passwd', unixMode: 0o120777 }],
    ['an entry is a device', { name: 'dev.csv', unixMode: 0o020666 }],
    ['files overlap (Fifield)', { name: 'b.csv', sharesHeaderOf: 0 }],
    ['a file says to be smaller than it is', { name: 'b.csv', uncompressedSize: 10 }],
    ['a file says to be larger than it is', { name: 'b.csv', uncompressedSize: 100_000 }],
  ])('%s', async (_, trick) => {
    await evil('x.zip', craftZip([good, { ...good, data: log(50, 90), ...trick }]), 'import-archive-unsafe');
    for (const path of ['/etc/cron.d/evil', join(place.folder, 'evil.csv'), join(place.folder, '../evil.csv')])
      expect(existsSync(path)).toBe(false);
  });

  it('it is locked with a password', async () => {
    await evil('x.zip', craftZip([{ ...good, flags: 0x801 }]), 'import-encrypted');
  });

  it('a checksum is wrong, it is cut off, or packed by another method', async () => {
    await evil('x.zip', craftZip([{ ...good, crc: 1 }]), 'import-not-understood');
    const whole = await zipOf({ 'a.csv': log(0, 500) });
    await evil('x.zip', whole.subarray(0, whole.length - 100), 'import-not-understood');
    await evil('x.zip', craftZip([{ ...good, method: 99 }]), 'import-not-understood');
    const flipped = Buffer.from(whole);
    flipped[200] = flipped[200]! ^ 0xff;
    await evil('x.zip', flipped, 'import-not-understood');
  });

  it('it is a bomb: 1000 to 1 flat', async () => {
    const zeros = Buffer.alloc(100 * 1_048_576);
    await evil('x.zip', await zipOf({ 'zeros.csv': zeros }), 'import-archive-unsafe');
    await evil(
      'x.csv.gz',
      gzipSync(Buffer.concat([Buffer.from(log(0, 50)), Buffer.alloc(100 * 1_048_576, '\n')])),
      'import-archive-unsafe',
    );
    await evil('x.json.gz', gzipSync(Buffer.from('{"time":"2025-01-01 00:00:00","p":1}\n'.repeat(3_000_000))), 'import-archive-unsafe');
  });

  it('it is a bomb: archives in archives, like 42.zip', async () => {
    let bomb = await zipOf({ 'zeros.csv': Buffer.alloc(1_048_576) });
    for (let depth = 0; depth < 5; depth++)
      bomb = await zipOf(Object.fromEntries(Array.from({ length: 4 }, (_, i) => [`lib ${i}.zip`, bomb])));
    await evil('42.zip', bomb, 'import-archive-unsafe');
  });

  it('it holds more than the limit, whether it says so or not', async () => {
    const files = { 'a.csv': log(0, 5000), 'b.csv': log(5000, 10_000) };
    await evil('x.zip', await zipOf(files), 'import-too-large', { maxBytes: 100_000 });
    await evil('x.zip', await zipOf({ 'x.zip': await zipOf(files) }), 'import-too-large', { maxBytes: 100_000 });
  });

  it('it holds too many files, or none', async () => {
    const many = Array.from({ length: 10_001 }, (_, i): CraftedEntry => ({ name: `${i}.csv`, data: '', method: 0 }));
    await evil('x.zip', craftZip(many), 'import-archive-unsafe');
    await evil('x.zip', craftZip([]), 'import-empty');
  });
});

describe('a file of another kind is refused with what to do', () => {
  const magic = (text: string): Buffer => Buffer.concat([Buffer.from(text, 'latin1'), Buffer.alloc(600, 1)]);
  it.each([
    ['7z', magic('7z\xbc\xaf\x27\x1c'), 'zip'],
    ['RAR', magic('Rar!\x1a\x07\x01\x00'), 'zip'],
    ['tar', Buffer.concat([Buffer.from('a.csv'.padEnd(257, '\u0000')), Buffer.from('ustar\u000000'), Buffer.alloc(300)]), 'zip'],
    ['MDF', magic('MDF     4.10    '), 'asammdf'],
    ['TDMS', magic('TDSm\x0e\x00'), 'npTDMS'],
    ['MATLAB', magic('MATLAB 5.0 MAT-file, Platform: GLNXA64'), 'writetable'],
    ['MATLAB v7.3', magic('MATLAB 7.3 MAT-file, Platform: GLNXA64'), 'writetable'],
    ['HDF5', magic('\x89HDF\r\n\x1a\n'), 'Parquet'],
    ['universal file', Buffer.from('    -1\n    58\nNONE\nNONE\n'), 'CSV'],
    ['WAV', magic('RIFF\x24\x00\x00\x00WAVEfmt '), 'CSV'],
    ['Arrow', magic('ARROW1\x00\x00'), 'Parquet'],
  ])('%s', async (what, bytes, advice) => {
    await expect(importOne('m.dat', bytes)).rejects.toMatchObject({
      code: 'import-format-unsupported',
      detail: expect.stringMatching(new RegExp(`${what.split(' ')[0]}[\\s\\S]*${advice}`)),
    });
    // Inside gzip it is the same, and beside a readable file it is skipped.
    await expect(importOne('m.gz', gzipSync(bytes))).rejects.toMatchObject({ code: 'import-format-unsupported' });
    const { recordings } = await place.importTexts({ 'a.csv': log(0, 20), 'm.dat': bytes });
    expect(recordings[0]!.result.skippedFiles).toMatchObject([{ name: 'm.dat', reason: expect.stringContaining(advice) }]);
  });

  it('OpenDocument, binary workbooks and old Excel files are to be saved as .xlsx', async () => {
    const ods = await zipOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<x/>' });
    const xlsb = await zipOf({ 'xl/workbook.bin': 'x', '[Content_Types].xml': '<x/>' });
    const xls = Buffer.concat([Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1'), Buffer.alloc(600)]);
    for (const bytes of [ods, xlsb, xls]) {
      await expect(importOne('m.ods', bytes)).rejects.toMatchObject({ detail: expect.stringMatching(/\.xlsx or CSV/) });
    }
  });
});
