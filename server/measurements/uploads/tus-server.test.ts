import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Actor } from '../../accounts/actor.ts';
import { newId, sha256 } from '../../platform/ids.ts';
import { createTusServer, type TusServer } from './tus-server.ts';
import type { UploadService } from './upload.service.ts';
import { openUploadStore } from './upload.store.ts';

const content = Buffer.alloc(300_000, 'p_P;Q_P\n');
let folder: string;
let tus: TusServer;
let hashes: { id: string; sha256: string; bytes: number }[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sightglass-tus-'));
  hashes = [];
  const uploads = {
    find: async (id: string) => ({ id, name: 'press.csv', bytes: content.length, createdAt: '2026-05-04T06:00:00.000Z' }),
    hashed: async (id: string, piece: { sha256: string; bytes: number }) => void hashes.push({ id, ...piece }),
  } as unknown as UploadService;
  tus = createTusServer({ uploads, store: openUploadStore(folder), maxUploadBytes: 1e6 });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function send(id: string, offset: number, piece: Buffer): Promise<number> {
  const headers = { 'tus-resumable': '1.0.0', 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' };
  const url = `http://sightglass.invalid/api/v1/uploads/resumable/${id}`;
  const actor: Actor = { name: 'tom', requestId: null };
  return (await tus.handle(new Request(url, { method: 'PATCH', headers, body: new Uint8Array(piece) }), actor)).status;
}

function begun(): string {
  const id = newId();
  writeFileSync(join(folder, id), '');
  return id;
}

test('a file that comes in one piece is hashed on its way', async () => {
  const id = begun();
  expect(await send(id, 0, content)).toBe(204);
  expect(hashes).toEqual([{ id, sha256: sha256(content), bytes: content.length }]);
});

test('of several pieces only the first has a hash, which speaks of itself and not of the file', async () => {
  const id = begun();
  expect(await send(id, 0, content.subarray(0, 1000))).toBe(204);
  expect(await send(id, 1000, content.subarray(1000))).toBe(204);
  expect(hashes).toEqual([{ id, sha256: sha256(content.subarray(0, 1000)), bytes: 1000 }]);
});
