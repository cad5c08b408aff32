import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvCell, type TextStyle } from './cell-text.ts';

const plain: TextStyle = { decimalMark: '.', delimiter: ',' };
const styles = fc.record({
  decimalMark: fc.constantFrom('.' as const, ',' as const),
  delimiter: fc.constantFrom(',' as const, ';' as const, '\t' as const),
});

it('numbers keep their sign, missing ones are empty, and marks of the table are quoted', () => {
  expect(csvCell(-5.5, plain)).toBe('-5.5');
  expect(csvCell(-5.5, { decimalMark: ',', delimiter: ';' })).toBe('-5,5');
  expect(csvCell(-5.5, { decimalMark: ',', delimiter: ',' })).toBe('"-5,5"');
  expect(csvCell('-cmd', plain)).toBe("'-cmd");
  expect(csvCell('a,b', plain)).toBe('"a,b"');
  expect(csvCell('say "x"\nthen', plain)).toBe('"say ""x"" then"');
  expect(csvCell(Number.NaN, plain)).toBe('');
  expect(csvCell(null, plain)).toBe('');
});

it('no text starts with a sign that a spreadsheet would run, whatever the style', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string().map((text) => `=${text}`),
      ),
      styles,
      (text, style) => {
        expect(csvCell(text, style).replace(/^"/, '')).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      },
    ),
  );
});

it('every finite number reads back as the very same one', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), styles, (value, style) => {
      const text = csvCell(value, style).replaceAll('"', '').replace(style.decimalMark, '.');
      expect(Object.is(Number(text), value) || value === 0).toBe(true);
    }),
  );
});
