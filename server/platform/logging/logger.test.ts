import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLogger } from './logger.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sightglass-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lines = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test('every line is JSON with time and process, written when the call returns', () => {
  const file = join(folder, 'logs', 'sightglass.log');
  const logger = createLogger('info', file);
  logger.info({ job: 'j1' }, 'job\ndone "well"');
  logger.debug('not asked for');
  logger.child({ reqId: 'r1' }).warn('careful');
  expect(lines(file)).toEqual([
    { level: 30, time: expect.stringMatching(/^\d{4}-.*Z$/), pid: process.pid, job: 'j1', msg: 'job\ndone "well"' },
    { level: 40, time: expect.any(String), pid: process.pid, reqId: 'r1', msg: 'careful' },
  ]);
});

test('a second logger appends', () => {
  const file = join(folder, 'sightglass.log');
  createLogger('info', file).info('one');
  createLogger('info', file).info('two');
  expect(lines(file).map((line) => line.msg)).toEqual(['one', 'two']);
});

test('passwords, tokens and cookies never reach the file', () => {
  const file = join(folder, 'sightglass.log');
  const logger = createLogger('info', file);
  const names = ['password', 'token', 'secret', 'cookie', 'authorization', 'newPassword'];
  for (const name of names) {
    logger.info({ [name]: 'hush-hush' });
    logger.info({ user: { [name]: 'hush-hush' } });
  }
  logger.info({ req: { headers: { cookie: 'hush-hush', authorization: 'hush-hush', 'x-sightglass-secret': 'hush-hush' } } });
  logger.info({ res: { headers: { 'set-cookie': 'hush-hush' } } });
  expect(readFileSync(file, 'utf8')).not.toContain('hush-hush');
  expect(lines(file)).toHaveLength(2 * names.length + 2);
});

test.skipIf(process.platform !== 'linux')('a full disk costs log lines, never the work that is logged', () => {
  const logger = createLogger('info', '/dev/full');
  for (let n = 0; n < 100; n++) expect(() => logger.error({ err: new Error('x') }, 'request failed')).not.toThrow();
});
