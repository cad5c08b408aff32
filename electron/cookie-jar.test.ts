import { describe, expect, it } from 'vitest';
import { createCookieJar } from './cookie-jar.ts';

describe('the cookie jar', () => {
  it('sends back what the server set, without its attributes', () => {
    const jar = createCookieJar();
    expect(jar.header('/api/v1/session')).toBeUndefined();
    jar.store(['sid=abc==; Path=/; HttpOnly; Secure; SameSite=Strict']);
    expect(jar.header('/api/v1/session')).toBe('sid=abc==');
  });

  it('replaces a cookie and forgets it when the server expires it', () => {
    const jar = createCookieJar();
    jar.store(['sid=one; Path=/', 'sid=two; Path=/']);
    expect(jar.header('/')).toBe('sid=two');
    jar.store(['sid=; Path=/; Max-Age=0']);
    expect(jar.header('/')).toBeUndefined();
    jar.store(['sid=three; Path=/', 'sid=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT']);
    expect(jar.header('/')).toBeUndefined();
  });

  it('lets Max-Age win over Expires and stops sending when the time is over', () => {
    let nowMs = 1_000_000;
    const jar = createCookieJar(() => nowMs);
    jar.store(['sid=a; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT']);
    expect(jar.header('/')).toBe('sid=a');
    nowMs += 60_000;
    expect(jar.header('/')).toBeUndefined();
  });

  it('sends a cookie only below its path', () => {
    const jar = createCookieJar();
    jar.store(['a=1; Path=/', 'b=2; Path=/api']);
    expect(jar.header('/api/v1/session')).toBe('b=2; a=1');
    expect(jar.header('/apiary')).toBe('a=1');
  });

  it('ignores lines that are not cookies', () => {
    const jar = createCookieJar();
    jar.store(['', '=x', 'nonsense', ';']);
    expect(jar.header('/')).toBeUndefined();
  });
});
