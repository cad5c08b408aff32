import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';

test('without any setting it is a SQLite file in the home folder, on loopback only', () => {
  expect(readConfig({}, {})).toEqual({
    dataDir: join(homedir(), '.local', 'share', 'sightglass'),
    database: { kind: 'sqlite' },
    listen: { kind: 'tcp', host: '127.0.0.1', port: 8731 },
    logLevel: 'info',
    maxUploadBytes: 8 * 1024 ** 3,
    scan: { scanner: null, isRequired: false },
  });
});

test('every setting has its name in the environment', () => {
  const env = {
    SIGHTGLASS_HOME: '/srv/sightglass',
    SIGHTGLASS_DATABASE_URL: 'postgres://db/sightglass',
    SIGHTGLASS_HOST: '10.0.0.5',
    SIGHTGLASS_PORT: '80',
    SIGHTGLASS_LOG_LEVEL: 'warn',
    SIGHTGLASS_MAX_UPLOAD_BYTES: '1000',
    SIGHTGLASS_CLAMD: '/run/clamav/clamd.ctl',
    SIGHTGLASS_REQUIRE_SCAN: 'yes',
  };
  expect(readConfig({}, env)).toEqual({
    dataDir: '/srv/sightglass',
    database: { kind: 'postgres', url: 'postgres://db/sightglass' },
    listen: { kind: 'tcp', host: '10.0.0.5', port: 80 },
    logLevel: 'warn',
    maxUploadBytes: 1000,
    scan: { scanner: { kind: 'socket', path: '/run/clamav/clamd.ctl' }, isRequired: true },
  });
});

test('the command line wins over the environment', () => {
  const env = { SIGHTGLASS_HOME: '/a', SIGHTGLASS_HOST: '10.0.0.5', SIGHTGLASS_PORT: '80' };
  const config = readConfig({ data: 'b', host: 'localhost', port: '0' }, env);
  expect(config.dataDir).toBe(resolve('b'));
  expect(config.listen).toEqual({ kind: 'tcp', host: 'localhost', port: 0 });
});

test('an empty setting counts as none: an empty host would listen on every interface', () => {
  const names = ['HOME', 'DATABASE_URL', 'HOST', 'PORT', 'LOG_LEVEL', 'MAX_UPLOAD_BYTES', 'CLAMD', 'REQUIRE_SCAN'];
  const env = Object.fromEntries(names.map((name) => [`SIGHTGLASS_${name}`, '']));
  expect(readConfig({}, env)).toEqual(readConfig({}, {}));
  expect(readConfig({ host: '', data: '', port: '' }, {})).toEqual(readConfig({}, {}));
});

test('a virus scanner is a socket or a host with a port', () => {
  const scanner = (text: string) => readConfig({}, { SIGHTGLASS_CLAMD: text }).scan.scanner;
  expect(scanner('127.0.0.1:3310')).toEqual({ kind: 'tcp', host: '127.0.0.1', port: 3310 });
  expect(scanner('tcp://scanner.plant:3310')).toEqual({ kind: 'tcp', host: 'scanner.plant', port: 3310 });
  expect(scanner('[::1]:3310')).toEqual({ kind: 'tcp', host: '::1', port: 3310 });
  for (const wrong of ['clamd', 'host:', 'host:0', 'host:70000', './clamd.ctl', 'http://host:1/x'])
    expect(() => scanner(wrong)).toThrow('SIGHTGLASS_CLAMD is not valid');
  expect(() => readConfig({}, { SIGHTGLASS_REQUIRE_SCAN: 'true' })).toThrow('SIGHTGLASS_REQUIRE_SCAN is not valid');
});

describe('what makes no sense is refused by name', () => {
  test.each(['-1', '65536', '80.5', 'http', '0x50x', 'NaN', 'Infinity'])('port %s', (port) => {
    expect(() => readConfig({ port }, {})).toThrow(
      expect.objectContaining({ code: 'config-invalid', detail: expect.stringContaining(`"${port}"`) }),
    );
    expect(() => readConfig({}, { SIGHTGLASS_PORT: port })).toThrow(expect.objectContaining({ code: 'config-invalid' }));
  });

  test.each(['0', '-5', '1e400', '8 GB'])('upload limit %s', (SIGHTGLASS_MAX_UPLOAD_BYTES) => {
    expect(() => readConfig({}, { SIGHTGLASS_MAX_UPLOAD_BYTES })).toThrow(
      expect.objectContaining({ code: 'config-invalid', message: expect.stringContaining('SIGHTGLASS_MAX_UPLOAD_BYTES') }),
    );
  });

  test('log level', () => {
    expect(() => readConfig({}, { SIGHTGLASS_LOG_LEVEL: 'loud' })).toThrow(
      expect.objectContaining({ code: 'config-invalid', detail: expect.stringContaining('"loud"') }),
    );
  });
});

test('a socket needs its secret, which no name in the environment can give', () => {
  expect(() => readConfig({ socket: '/run/s' }, { SIGHTGLASS_SECRET: 'x' })).toThrow(expect.objectContaining({ code: 'config-invalid' }));
  expect(readConfig({ socket: '/run/s', secret: 'x', port: '80' }, {}).listen).toEqual({ kind: 'socket', path: '/run/s', secret: 'x' });
});
