import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ContentStore, openContentStore } from './content-store.ts';

let root: string;
let store: ContentStore;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sightglass-files-'));
  store = openContentStore(root);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const hashOf = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
async function* chunks(...parts: (Uint8Array | string)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield typeof part === 'string' ? Buffer.from(part) : part;
}
async function* breaking(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('half');
  throw new Error('the connection broke');
}
/** Every file below the store's root. */
const everything = () => readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const limit = { maxBytes: 1000 };

describe('putting', () => {
  test('any bytes in any pieces come back as they were, under their hash', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 10 }), async (parts) => {
        const bytes = Buffer.concat(parts);
        expect(await store.put(chunks(...parts), limit)).toEqual({ sha256: hashOf(bytes), bytes: bytes.length });
        expect(readFileSync(store.pathOf(hashOf(bytes))).equals(bytes)).toBe(true);
      }),
      { numRuns: 25 },
    );
    expect(readdirSync(join(root, 'staging'))).toEqual([]);
  });

  test('the same bytes twice are one file, and the first stays untouched', async () => {
    const { sha256 } = await store.put(chunks('same'), limit);
    const { ino } = statSync(store.pathOf(sha256));
    expect(await store.put(chunks('sa', 'me'), limit)).toEqual({ sha256, bytes: 4 });
    expect(statSync(store.pathOf(sha256)).ino).toBe(ino);
    expect(everything()).toHaveLength(1);
  });

  test('the same bytes at the same moment are one file', async () => {
    const stored = await Promise.all(Array.from({ length: 8 }, () => store.put(chunks('sa', 'me'), limit)));
    expect(new Set(stored.map(({ sha256 }) => sha256)).size).toBe(1);
    expect(everything()).toHaveLength(1);
  });

  test('exactly the limit is accepted, one byte more is refused and leaves nothing', async () => {
    await store.put(chunks(Buffer.alloc(999), Buffer.alloc(1)), limit);
    await expect(store.put(chunks(Buffer.alloc(999, 1), Buffer.alloc(2)), limit)).rejects.toMatchObject({
      code: 'file-too-large',
      status: 413,
    });
    expect(everything()).toHaveLength(1);
  });

  test('a source that breaks leaves nothing', async () => {
    await expect(store.put(breaking(), limit)).rejects.toThrow('the connection broke');
    expect(everything()).toEqual([]);
  });

  test('files belong to the owner alone', async () => {
    const { sha256 } = await store.put(chunks('private'), limit);
    expect(statSync(store.pathOf(sha256)).mode & 0o777).toBe(0o600);
  });
});

describe('names', () => {
  test.each(['', '..', '../../etc/passwd', 'a'.repeat(63), 'A'.repeat(64), `${'a'.repeat(64)}\n`, `../${'a'.repeat(61)}`])(
    '%j is not a hash and reaches no file',
    (name) => {
      expect(() => store.pathOf(name)).toThrow('not a SHA-256');
      expect(() => store.has(name)).toThrow('not a SHA-256');
    },
  );

  test('every path lies within the store', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        try {
          return store.pathOf(name).startsWith(join(root, 'objects'));
        } catch {
          return true;
        }
      }),
    );
  });
});

describe('staging', () => {
  test('a finished file is taken over, its folder can be discarded', async () => {
    const folder = store.stage('import-1');
    writeFileSync(join(folder, 'series'), 'samples');
    await store.adopt(join(folder, 'series'), { sha256: hashOf('samples'), bytes: 7 });
    store.discard(folder);
    expect(readFileSync(store.pathOf(hashOf('samples')), 'utf8')).toBe('samples');
    expect(readdirSync(join(root, 'staging'))).toEqual([]);
  });

  test('taking over what is there already keeps the first and removes the second', async () => {
    await store.put(chunks('samples'), limit);
    const folder = store.stage('import-1');
    writeFileSync(join(folder, 'series'), 'samples');
    await store.adopt(join(folder, 'series'), { sha256: hashOf('samples'), bytes: 7 });
    expect(existsSync(join(folder, 'series'))).toBe(false);
    expect(everything()).toHaveLength(1);
  });
});

test('sweeping removes what nobody knows and keeps every byte that somebody does', async () => {
  const kept = await store.put(chunks('known'), limit);
  const lost = await store.put(chunks('unknown'), limit);
  writeFileSync(join(store.stage('import-dead'), 'series'), 'half');
  writeFileSync(join(root, 'staging', 'upload-dead'), 'half');
  expect(await store.sweep(async (sha256) => sha256 === kept.sha256)).toEqual({ files: 1, stagings: 2 });
  expect(store.has(kept.sha256)).toBe(true);
  expect(store.has(lost.sha256)).toBe(false);
  expect(everything()).toHaveLength(1);
});

describe('a stored file that is not what it was', () => {
  test('is not opened, and says which of both it is: damaged or missing', async () => {
    const { sha256 } = await store.put(chunks('measured'), limit);
    const read = async () => Buffer.concat(await (await store.open(sha256)).toArray()).toString();
    expect(await read()).toBe('measured');
    writeFileSync(store.pathOf(sha256), 'meaXured');
    await expect(read()).rejects.toMatchObject({ code: 'file-damaged', detail: expect.stringContaining(sha256) });
    rmSync(store.pathOf(sha256));
    await expect(read()).rejects.toMatchObject({ code: 'file-missing' });
  });

  test('is whole again when the same bytes are handed in once more', async () => {
    const { sha256 } = await store.put(chunks('measured'), limit);
    writeFileSync(store.pathOf(sha256), 'meaXured');
    expect(await store.put(chunks('measured'), limit)).toEqual({ sha256, bytes: 8 });
    expect(readFileSync(store.pathOf(sha256), 'utf8')).toBe('measured');
    expect(everything()).toHaveLength(1);
  });
});
