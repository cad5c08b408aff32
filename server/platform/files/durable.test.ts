import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fileProblem, renameDurably, writeFileDurably } from './durable.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sightglass-durable-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a file is written whole and replaces the old one', () => {
  const path = join(folder, 'settings');
  writeFileDurably(path, 'old');
  writeFileDurably(path, new Uint8Array([110, 101, 119]));
  expect(readFileSync(path, 'utf8')).toBe('new');
  expect(readdirSync(folder)).toEqual(['settings']);
});

test('a write that fails leaves the old file and nothing else', () => {
  const path = join(folder, 'settings');
  writeFileDurably(path, 'old');
  expect(() => writeFileDurably(join(folder, 'absent', 'settings'), 'new')).toThrow();
  // A folder cannot be replaced by a file: the rename fails after the bytes were written.
  expect(() => writeFileDurably(folder, 'new')).toThrow();
  expect(readFileSync(path, 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['settings']);
  expect(existsSync(`${folder}.tmp`)).toBe(false);
});

test('a durable rename moves the file', () => {
  writeFileSync(join(folder, 'a'), 'x');
  renameDurably(join(folder, 'a'), join(folder, 'b'));
  expect(readdirSync(folder)).toEqual(['b']);
});

test.each([
  ['ENOSPC', 'disk-full', 507],
  ['EDQUOT', 'disk-full', 507],
  ['EROFS', 'folder-not-writable', 403],
  ['EACCES', 'folder-not-writable', 403],
  ['EPERM', 'folder-not-writable', 403],
])('%s is told as %s', (code, problem, status) => {
  const cause = Object.assign(new Error(code), { code });
  expect(fileProblem(cause, '/data')).toMatchObject({ code: problem, status, cause });
});

test('an unknown failure stays what it is', () => {
  const error = Object.assign(new Error('EIO'), { code: 'EIO' });
  expect(fileProblem(error, '/data')).toBe(error);
});
