interface Cookie {
  readonly value: string;
  readonly path: string;
  /** Unix time in ms; Infinity = until the application ends. */
  readonly expiresMs: number;
}

export interface CookieJar {
  /** Remembers what the server sets; an expired cookie is forgotten. */
  store(setCookie: readonly string[]): void;
  /** The `cookie` header for a URL path, or undefined when there is nothing to send. */
  header(pathname: string): string | undefined;
}

function parse(line: string, nowMs: number): { name: string; cookie: Cookie } | undefined {
  const [pair = '', ...attributes] = line.split(';');
  const split = pair.indexOf('=');
  if (split < 1) return undefined;
  let path = '/';
  let maxAgeMs: number | undefined;
  let expiresMs = Number.POSITIVE_INFINITY;
  for (const attribute of attributes) {
    const [key = '', value = ''] = attribute.trim().split('=', 2);
    if (key.toLowerCase() === 'path' && value.startsWith('/')) path = value;
    if (key.toLowerCase() === 'max-age' && /^-?\d+$/.test(value)) maxAgeMs = nowMs + Number(value) * 1000;
    const date = key.toLowerCase() === 'expires' ? Date.parse(value) : Number.NaN;
    if (!Number.isNaN(date)) expiresMs = date;
  }
  // RFC 6265 section 5.3: Max-Age wins over Expires.
  const cookie = { value: pair.slice(split + 1).trim(), path, expiresMs: maxAgeMs ?? expiresMs };
  return { name: pair.slice(0, split).trim(), cookie };
}

/** RFC 6265 section 5.1.4. */
function covers(cookiePath: string, pathname: string): boolean {
  if (pathname === cookiePath) return true;
  return pathname.startsWith(cookiePath.endsWith('/') ? cookiePath : `${cookiePath}/`);
}

/**
 * The session's cookies, kept in the main process and in memory only: Chromium keeps no cookies for a private scheme, and this way the
 * page cannot read them, nor can a profile folder that is copied away. There is one server, hence no domains.
 * @param now clock, Unix time in ms
 */
export function createCookieJar(now: () => number = Date.now): CookieJar {
  const cookies = new Map<string, { name: string; cookie: Cookie }>();
  return {
    store(setCookie) {
      for (const line of setCookie) {
        const parsed = parse(line, now());
        if (parsed === undefined) continue;
        const key = `${parsed.name};${parsed.cookie.path}`;
        if (parsed.cookie.expiresMs <= now()) cookies.delete(key);
        else cookies.set(key, parsed);
      }
    },
    header(pathname) {
      const live = [...cookies.values()].filter(({ cookie }) => cookie.expiresMs > now() && covers(cookie.path, pathname));
      if (live.length === 0) return undefined;
      live.sort((a, b) => b.cookie.path.length - a.cookie.path.length);
      return live.map(({ name, cookie }) => `${name}=${cookie.value}`).join('; ');
    },
  };
}
