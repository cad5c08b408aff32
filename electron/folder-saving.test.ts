import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { type SaveError, saveIntoFolder } from './folder-saving.ts';

const root = mkdtempSync(join(tmpdir(), 'sightglass-saving-'));
const mounted: string[] = [];
afterAll(() => {
  for (const folder of mounted) spawnSync('umount', ['-l', folder]);
  rmSync(root, { recursive: true, force: true });
});

let folders = 0;
function fresh(): string {
  const folder = join(root, `folder-${folders++}`);
  mkdirSync(folder);
  return folder;
}

async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const faultOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: SaveError) => error.fault,
  );

/** A small file system of its own where the person may mount one; undefined otherwise. */
function mount(...words: string[]): string | undefined {
  const folder = fresh();
  if (process.getuid?.() !== 0 || spawnSync('mount', [...words, folder]).status !== 0) return undefined;
  mounted.push(folder);
  return folder;
}
function fat(): string | undefined {
  const image = join(root, `fat-${folders}.img`);
  if (spawnSync('mkfs.vfat', ['-C', image, '4096']).status !== 0) return undefined;
  return mount('-o', 'loop,umask=0', image);
}

it('what is saved is the file, verified by its hash, and nothing else stays', async () => {
  const folder = fresh();
  const saved = await saveIntoFolder(folder, { name: 'report.pdf', content: pieces('a', 'bc'), expectedSha256: sha256('abc') });
  expect(saved).toEqual({ name: 'report.pdf', bytes: 3, sha256: sha256('abc') });
  expect(readdirSync(folder)).toEqual(['report.pdf']);
  expect(readFileSync(join(folder, 'report.pdf'), 'utf8')).toBe('abc');
});

it('a file that is there is never replaced: the next one is counted', async () => {
  const folder = fresh();
  writeFileSync(join(folder, 'report.pdf'), 'of somebody else');
  const names: string[] = [];
  for (const text of ['one', 'two']) names.push((await saveIntoFolder(folder, { name: 'report.pdf', content: pieces(text) })).name);
  expect(names).toEqual(['report (2).pdf', 'report (3).pdf']);
  expect(readFileSync(join(folder, 'report.pdf'), 'utf8')).toBe('of somebody else');
  const both = await Promise.all([1, 2, 3].map((n) => saveIntoFolder(folder, { name: 'same.zip', content: pieces(`${n}`) })));
  expect(new Set(both.map(({ name }) => name)).size).toBe(3);
});

it('where the file system has no links nothing is replaced either, and nothing else stays', async () => {
  const folder = fresh();
  writeFileSync(join(folder, 'report.pdf'), 'of somebody else');
  const noLinks = () => Promise.reject(Object.assign(new Error('no links on FAT'), { code: 'EPERM' }));
  const saved = await saveIntoFolder(folder, { name: 'report.pdf', content: pieces('abc'), expectedSha256: sha256('abc') }, noLinks);
  expect(saved).toEqual({ name: 'report (2).pdf', bytes: 3, sha256: sha256('abc') });
  expect(readdirSync(folder).sort()).toEqual(['report (2).pdf', 'report.pdf']);
  expect(readFileSync(join(folder, 'report.pdf'), 'utf8')).toBe('of somebody else');
});

it('a hostile name stays within the folder', async () => {
  const folder = fresh();
  await saveIntoFolder(folder, { name: '../../outside.pdf', content: pieces('x') });
  expect(readdirSync(folder)).toEqual(['_.._outside.pdf']);
});

it('bytes that are not those expected, or break off, leave nothing', async () => {
  const folder = fresh();
  expect(await faultOf(saveIntoFolder(folder, { name: 'a.pdf', content: pieces('x'), expectedSha256: sha256('y') }))).toBe('not-verified');
  async function* broken() {
    yield Buffer.from('half');
    throw new Error('connection lost');
  }
  expect(await faultOf(saveIntoFolder(folder, { name: 'a.pdf', content: broken() }))).toBe('download-failed');
  expect(readdirSync(folder)).toEqual([]);
});

it('a folder that is gone, or goes while it is written to, is a medium that was pulled out', async () => {
  expect(await faultOf(saveIntoFolder(join(root, 'nowhere'), { name: 'a.pdf', content: pieces('x') }))).toBe('medium-gone');
  const folder = fresh();
  async function* pulled() {
    yield Buffer.from('half');
    renameSync(folder, `${folder}-pulled`);
    yield Buffer.from('rest');
  }
  expect(await faultOf(saveIntoFolder(folder, { name: 'a.pdf', content: pulled() }))).toBe('medium-gone');
});

const small = mount('-t', 'tmpfs', '-o', 'size=256k', 'tmpfs');
const readOnly = mount('-t', 'tmpfs', '-o', 'size=64k,ro', 'tmpfs');
const fatFolder = fat();
if (!small || !readOnly) console.warn('SKIPPED: a full disk and a read-only medium need root and the right to mount');
if (!fatFolder) console.warn('SKIPPED: a FAT medium needs root, mkfs.vfat and loop devices');

it.skipIf(!small)('a full disk is said, and no half file stays on it', async () => {
  const content = pieces(...Array.from({ length: 64 }, () => 'x'.repeat(16 * 1024)));
  expect(await faultOf(saveIntoFolder(small as string, { name: 'large.pdf', content }))).toBe('disk-full');
  expect(readdirSync(small as string)).toEqual([]);
  expect((await saveIntoFolder(small as string, { name: 'little.pdf', content: pieces('x') })).name).toBe('little.pdf');
});

it.skipIf(!readOnly)('a read-only medium is said', async () => {
  expect(await faultOf(saveIntoFolder(readOnly as string, { name: 'a.pdf', content: pieces('x') }))).toBe('not-writable');
});

it.skipIf(!fatFolder)('FAT has no links: the same promises hold there', async () => {
  const folder = fatFolder as string;
  writeFileSync(join(folder, 'REPORT.PDF'), 'of somebody else');
  const saved = await saveIntoFolder(folder, { name: 'report.pdf', content: pieces('abc'), expectedSha256: sha256('abc') });
  expect(saved.name).toBe('report (2).pdf');
  expect(readdirSync(folder).sort()).toEqual(['REPORT.PDF', 'report (2).pdf']);
  const content = pieces(...Array.from({ length: 512 }, () => 'x'.repeat(16 * 1024)));
  expect(await faultOf(saveIntoFolder(folder, { name: 'large.zip', content }))).toBe('disk-full');
  expect(readdirSync(folder).sort()).toEqual(['REPORT.PDF', 'report (2).pdf']);
});
