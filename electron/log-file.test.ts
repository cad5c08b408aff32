import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openLogFile } from './log-file.ts';

it('keeps tokens and secrets out of the log, and the log to its owner', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sightglass-log-'));
  const path = join(folder, 'logs', 'server.log');
  const log = openLogFile(path);
  log.hide('s3cret');
  log.write('open http://127.0.0.1/setup#token=abc_DEF-1~2 now');
  log.write('{"msg":"set up","token": "abc_DEF"} and s3cret');
  await expect.poll(() => readFileSync(path, 'utf8').split('\n').length).toBe(3);
  const text = readFileSync(path, 'utf8');
  expect(text).toBe('open http://127.0.0.1/setup#token=[redacted] now\n{"msg":"set up","token": "[redacted]"} and [redacted]\n');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  rmSync(folder, { recursive: true });
});

it('starts a new file when the old one has grown, and keeps one old one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sightglass-log-'));
  const path = join(folder, 'server.log');
  writeFileSync(path, Buffer.alloc(6 * 1024 * 1024));
  openLogFile(path);
  expect(statSync(`${path}.1`).size).toBe(6 * 1024 * 1024);
  rmSync(folder, { recursive: true });
});
