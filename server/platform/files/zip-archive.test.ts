import { execFileSync } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { zipArchive } from './zip-archive.ts';

const program = `
  import { createHash } from 'node:crypto';
  import { zipArchive } from '${new URL('./zip-archive.ts', import.meta.url).href}';
  const hash = createHash('sha256');
  for await (const piece of zipArchive([{ path: 'a.txt', content: () => [Buffer.from('pressure')], compress: true }])) hash.update(piece);
  process.stdout.write(hash.digest('hex'));
`;

it('the same files give the same archive in every time zone', () => {
  const hashes = ['UTC', 'America/New_York', 'Asia/Tokyo', 'Pacific/Kiritimati'].map((TZ) =>
    execFileSync(process.execPath, ['--input-type=module', '-e', program], { env: { ...process.env, TZ }, encoding: 'utf8' }),
  );
  expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(new Set(hashes).size).toBe(1);
});

it('a source that fails ends the archive instead of cutting it short', async () => {
  const broken = {
    path: 'a.txt',
    async *content() {
      yield Buffer.from('half');
      throw new Error('the disk went away');
    },
    compress: false,
  };
  await expect(text(zipArchive([broken]))).rejects.toThrow('the disk went away');
});

it('content may come from afar', async () => {
  const far = {
    path: 'a.txt',
    async *content() {
      yield Buffer.from('near and far');
    },
    compress: false,
  };
  expect(await text(zipArchive([far]))).toContain('near and far');
});
