import { describe, expect, it } from 'vitest';
import { serverEnvironment } from './server-environment.ts';

describe('the environment of the server', () => {
  it('keeps what programs need to find their way', () => {
    const kept = { HOME: '/home/a', PATH: '/usr/bin', LANG: 'de_DE.UTF-8', LC_ALL: 'C', TZ: 'Europe/Berlin', SystemRoot: 'C:\\Windows' };
    expect(serverEnvironment(kept)).toEqual(kept);
  });

  it('passes on nothing that loads code or holds a secret', () => {
    const dropped = {
      NODE_OPTIONS: '--require=/tmp/evil.js',
      NODE_PATH: '/tmp',
      NODE_EXTRA_CA_CERTS: '/tmp/x.pem',
      LD_PRELOAD: '/tmp/evil.so',
      LD_LIBRARY_PATH: '/tmp',
      DYLD_INSERT_LIBRARIES: '/tmp/evil.dylib',
      ELECTRON_RUN_AS_NODE: '1',
      AWS_SECRET_ACCESS_KEY: 'x',
      LC_EVIL2: 'x',
      HTTPS_PROXY: 'http://proxy.test',
      EMPTY: undefined,
    };
    expect(serverEnvironment(dropped)).toEqual({});
  });
});
