import { afterAll, describe, expect, it } from 'vitest';
import { fixture } from '../import.fixture.ts';
import { findEncoding } from './text-encoding.ts';

const place = fixture();
afterAll(() => place.remove());

const rows = Array.from({ length: 30_000 }, (_, i) => {
  const clock = new Date(Date.UTC(2025, 0, 1) + i * 1000).toISOString().slice(11, 19);
  return `01.01.2025 ${clock};${(i % 97) / 4};${i % 11}`.replaceAll('.25', ',25').replaceAll('.5', ',5').replaceAll('.75', ',75');
});
const text = `Zeit;Öltemperatur [°C];Schwingung [µm/s]\r\n${rows.join('\r\n')}\r\n`;

function swapped(bytes: Buffer): Buffer {
  return Buffer.from(bytes).swap16();
}
const wide = Buffer.from(text, 'utf16le');

describe('the same table', () => {
  it.each([
    ['utf-8', false, Buffer.from(text)],
    ['utf-8', true, Buffer.from(`\ufeff${text}`)],
    ['utf-16le', true, Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['utf-16le', false, wide],
    ['utf-16be', true, swapped(Buffer.from(`\ufeff${text}`, 'utf16le'))],
    ['utf-16be', false, swapped(wide)],
    ['windows-1252', false, Buffer.from(text, 'latin1')],
  ] as const)('in %s (mark: %s) gives the same numbers', async (encoding, bom, bytes) => {
    const { report } = await place.importText(bytes);
    expect(report).toMatchObject({ encoding, bom, eol: 'crlf', acceptedRows: 30_000, rejectedRows: 0, firstDataLine: 2 });
    expect(report.channels).toMatchObject([
      { name: 'Öltemperatur', unit: '°C', valid: 30_000, max: 24 },
      { name: 'Schwingung', unit: 'mm/s', valid: 30_000, max: 0.01 },
    ]);
  });
});

describe('an encoding', () => {
  it('stays UTF-8 when one byte among many letters is damaged', () => {
    expect(findEncoding(Buffer.concat([Buffer.from('Öl °C µm'), Buffer.of(0xff, 10)])).encoding).toBe('utf-8');
  });

  it('is not judged by a letter that the end of the sample cuts in two', () => {
    expect(findEncoding(Buffer.from('time;T [°').subarray(0, 9)).encoding).toBe('utf-8');
  });
});
