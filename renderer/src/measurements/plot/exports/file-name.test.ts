import { describe, expect, it } from 'vitest';
import { fileName } from './file-name.ts';

describe('the name of an exported file', () => {
  it('keeps letters of every language and nothing that a disk refuses', () => {
    expect(fileName('Prüfstand 3: p/Q <heiß>', 'png')).toBe('Prüfstand-3-p-Q-heiß.png');
    expect(fileName('../../etc/passwd', 'svg')).toBe('etc-passwd.svg');
  });
  it('is never empty', () => {
    expect(fileName('???', 'svg')).toBe('plot.svg');
  });
});
