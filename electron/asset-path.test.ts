import { sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveAsset } from './asset-path.ts';

const folder = '/opt/sightglass/renderer';

const ups = ['..', '%2e%2e', '.%2e', '%2e.', '%2E%2E', '..%00', '%c0%ae%c0%ae', '%252e%252e', '..;', '...', '.%252e', '%u002e%u002e'];
const slashes = ['/', '%2f', '%2F', '\\', '%5c', '//', '%252f', '%c0%af'];
const traversals = ups.flatMap((up) => slashes.map((slash) => `/${up}${slash}${up}${slash}etc${slash}passwd.txt`));
const others = [
  '/assets/../../secret.js',
  '/assets/%2e%2e/%2e%2e/secret.js',
  '/C:/Windows/win.ini',
  '/C:%5CWindows%5Cwin.ini',
  '/index.html:stream.js',
  '/.git/config.js',
  '/assets/.env.js',
  '/assets//etc/passwd.js',
  '//evil.test/x.js',
  '/\\evil.test\\x.js',
  '/%00.html',
  '/index.html%00.png',
  '/%',
  '/%zz.js',
  'etc/passwd.js',
  '/a%0d%0ab.js',
  '/file%3a%2f%2f/etc/passwd.js',
];

describe('the path of an asset', () => {
  it('refuses a hundred ways out of the folder', () => {
    const strings = [...traversals, ...others];
    expect(strings.length).toBeGreaterThanOrEqual(100);
    expect(strings.filter((path) => resolveAsset(folder, path) !== undefined)).toEqual([]);
  });

  it('never leaves the folder, whatever the path', () => {
    const piece = fc.oneof(fc.constantFrom(...ups, ...slashes, 'assets', 'a.js', ':', '%'), fc.string());
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const path = resolveAsset(folder, `/${pieces.join('')}`);
        expect(path === undefined || path.startsWith(folder + sep)).toBe(true);
      }),
    );
  });

  it('finds files and gives pages of the application index.html', () => {
    expect(resolveAsset(folder, '/assets/index-B1_x.js')).toBe(`${folder}/assets/index-B1_x.js`);
    expect(resolveAsset(folder, '/')).toBe(`${folder}/index.html`);
    expect(resolveAsset(folder, '/systems/0190a3/recordings')).toBe(`${folder}/index.html`);
    expect(resolveAsset(folder, '/systems/')).toBe(`${folder}/index.html`);
  });
});
