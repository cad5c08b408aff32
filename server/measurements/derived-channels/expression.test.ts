import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyOnce } from './elementwise.ts';
import { checkExpression } from './expression.ts';
import { ExpressionFault } from './expression-node.ts';
import type { Plan } from './expression-plan.ts';
import type { NamedChannel } from './expression-typing.ts';

const channels: NamedChannel[] = [
  { index: 0, name: 'Pump pressure', unit: 'bar', quantity: 'pressure' },
  { index: 1, name: 'Flow', unit: 'l/min', quantity: 'flow' },
  { index: 2, name: 'Tank', unit: '°C', quantity: 'temperature' },
  { index: 3, name: 'Cooler', unit: '°C', quantity: 'temperature' },
  { index: 4, name: 'Motor', unit: 'W', quantity: 'power' },
  { index: 5, name: 'Speed', unit: 'rpm', quantity: 'speed' },
  { index: 6, name: 'Torque', unit: 'Nm', quantity: 'torque' },
  { index: 7, name: 'Rate', unit: '%', quantity: 'ratio' },
  { index: 8, name: 'Suction', unit: 'bar abs', quantity: 'pressure' },
  { index: 9, name: 'Stroke', unit: 'mm', quantity: 'length' },
  { index: 10, name: 'Counts', unit: 'ppm', quantity: 'particles' },
  { index: 11, name: 'Twin', unit: 'bar', quantity: 'pressure' },
  { index: 12, name: 'Twin', unit: 'bar', quantity: 'pressure' },
  { index: 13, name: 'Valve', unit: '', quantity: 'other' },
];
const values = [150, 40, 55, 45, 4000, 1500, 60, 80, 0.9, 120, 7, 1, 2, 1];

/** The value at one instant, without memory. */
function instantOf(plan: Plan): number {
  switch (plan.kind) {
    case 'constant':
      return plan.value;
    case 'channel':
      return values[plan.index]!;
    case 'convert':
      return instantOf(plan.of) * plan.factor + plan.offset;
    case 'apply':
      return applyOnce(plan.operation, plan.args.map(instantOf));
    case 'memory':
      throw new Error('not here');
  }
}
function result(text: string, unit?: string): [number, string] {
  const checked = checkExpression(text, channels, unit);
  return [Number(instantOf(checked.plan).toPrecision(9)), checked.unit];
}
function fault(text: string, unit?: string): { message: string; marked: string } {
  try {
    checkExpression(text, channels, unit);
  } catch (error) {
    if (!(error instanceof ExpressionFault)) throw error;
    return { message: error.message, marked: text.slice(error.place.from, error.place.to) };
  }
  throw new Error(`${text} was accepted`);
}

describe('units', () => {
  test.each([
    // bar x l/min = kW / 600 (hydraulics.md).
    ["'Pump pressure' * 'Flow'", 10, 'kW'],
    ["'Pump pressure' * 'Flow' + 'Motor'", 14, 'kW'],
    ["'Motor' + 'Pump pressure' * 'Flow'", 14_000, 'W'],
    ["'Pump pressure' * 'Flow' / 'Motor'", 2.5, ''],
    // P = 2 pi n M / 60.
    ["'Torque' * 'Speed'", 9.42477796, 'kW'],
    ["'Flow' / 'Speed'", 40 / 1500, 'l/rev'],
    ["'Tank' - 'Cooler'", 10, 'K'],
    ["('Tank' + 'Cooler') / 2", 50, '°C'],
    ["'Tank' * 0.25 + 0.75 * 'Cooler'", 47.5, '°C'],
    ["'Tank' + 5 K", 60, '°C'],
    ["'Tank' - 40 °C", 15, 'K'],
    ["'Suction' - 1 bar", -0.1, 'bar abs'],
    ["'Pump pressure' + 100 kPa", 151, 'bar'],
    ["'Pump pressure' > 100 bar", 1, ''],
    ["if('Tank' > 60 °C, 1, 0)", 0, ''],
    ["'Rate' * 'Motor'", 3200, 'W'],
    ["'Rate' + 5 %", 85, '%'],
    ["'Rate' * 2", 160, '%'],
    ["sqrt('Pump pressure' / 1.5 bar)", 10, ''],
    ["sqrt('Pump pressure' * 'Pump pressure')", 150, 'bar'],
    ["'Stroke' ^ 2 / 'Stroke'", 120, 'mm'],
    ["'Pump pressure' ^ 2", 22_500, 'bar^2'],
    ["'Pump pressure' / 'Stroke'", 1.25, 'bar/mm'],
    ["'Counts' + 'Counts'", 14, 'ppm'],
    ["max('Tank', 'Cooler', 60 °C)", 60, '°C'],
    ["clamp('Pump pressure', 10 bar, 14 MPa)", 140, 'bar'],
    ["-'Valve' ^ 2 + 2 ^ 3 ^ 2", 511, ''],
    ["(-'Valve') ^ 2", 1, ''],
    ['ch0 - ch11 * 2', 148, 'bar'],
    ["+'Flow' - .5 l/min", 39.5, 'l/min'],
    ["5 l/min + 'Flow' * 1e1", 405, 'l/min'],
    ["'Stroke' / 2 s", 60, 'mm/s'],
    ["'Tank' >= 'Cooler'", 1, ''],
    ["'Flow' != 40 l/min", 0, ''],
  ])('%s = %d %s', (text, value, unit) => {
    const [got, gotUnit] = result(text);
    expect(gotUnit).toBe(unit);
    expect(got).toBeCloseTo(value, 6);
  });

  test.each([
    ["'Pump pressure' * 'Flow'", 'W', 10_000],
    ["'Pump pressure'", 'psi', 150 / 0.06894757293168],
    ["'Tank'", '°F', 131],
    ["'Tank' - 'Cooler'", '°F', 18],
    ["'Motor' / ('Pump pressure' * 'Flow')", '%', 40],
    ["'Flow'", 'm³/h', 2.4],
  ])('%s can be given in %s', (text, unit, value) => {
    expect(result(text, unit)[0] / value).toBeCloseTo(1, 8);
    expect(result(text, unit)[1]).toBe(unit);
  });

  test.each([
    ["'Pump pressure' + 'Tank'", "'Tank'", 'bar and °C cannot be added'],
    ["2 * ('Flow' - 'Pump pressure')", "'Pump pressure'", 'l/min and bar cannot be subtracted'],
    ["'Pump pressure' + 5", '5', 'Write the number with its unit: 5 bar'],
    ["'Pump pressure' > 5", '5', '5 bar'],
    ["'Rate' + 5", '5', '5 %'],
    ["'Tank' * 'Flow'", "'Tank'", 'cannot be multiplied'],
    ["sqrt('Tank')", "'Tank'", 'zero is arbitrary'],
    ["integral('Tank')", "'Tank'", 'zero is arbitrary'],
    ["'Tank' + 'Cooler'", "'Tank' + 'Cooler'", 'not added up'],
    ["max('Tank', 'Tank' - 'Cooler')", "max('Tank', 'Tank' - 'Cooler')", 'one is a reading'],
    ["if('Tank', 1, 2)", "'Tank'", 'condition'],
    ["if('Tank' > 5 °C, 1 bar, 2)", '2', 'bar'],
    ["'Flow' ^ 'Valve'", "'Valve'", 'exponent'],
    ["'Flow' ^ 2 bar", '2 bar', 'plain number'],
    ["mean('Flow', 5)", '5', 'such as 5 s'],
    ["mean('Flow', 2 h)", '2 h', 'between 0 and 3600 s'],
    ["delay('Flow', -1 s)", '-1 s', 'between 0 and'],
    ["mean('Flow', 'Valve' * 1 s)", "'Valve' * 1 s", 'such as 5 s'],
    ['derivative(5 bar)', '5 bar', 'needs a channel'],
    ["min('Flow')", "min('Flow')", 'min(x, y)'],
    ["'Nobody'", "'Nobody'", 'no channel "Nobody"'],
    ['ch99 + 1 bar', 'ch99', 'no channel 99'],
    ["'Flow' + 'Twin'", "'Twin'", 'ch11 or ch12'],
    ['Flow * 2', 'Flow', "in quotes: 'Flow'"],
    ['1 + 2', '1 + 2', 'names no channel'],
    ["'Flow' * 1,5", ',', ''],
    ["'Flow' 'Tank'", "'Tank'", 'side by side'],
    ["('Flow'", '', 'Unclosed'],
    ["'Flow' +", '', 'Expected expression'],
    ['   ', '   ', 'empty'],
  ])('%s is refused at %s', (text, marked, words) => {
    const found = fault(text);
    expect(found.message).toContain(words);
    if (words !== '') expect(found.marked).toBe(marked);
  });

  test('a target unit that does not fit is refused', () => {
    expect(fault("'Flow'", 'bar').message).toBe('The result is in l/min: it cannot be given in bar.');
    expect(fault("'Tank' - 'Cooler'", 'bar').message).toContain('K');
    expect(fault("'Pump pressure'", 'bar abs').message).toContain('difference');
  });
});

describe('attacks', () => {
  test.each([
    'constructor',
    '__proto__',
    "'Flow'.constructor",
    "'Flow'.constructor.constructor('return process')()",
    "'Flow'['constructor']",
    "constructor('x')",
    'toString()',
    'abs.call(ch1)',
    '(abs)(ch1).valueOf',
    'this',
    'this.process',
    'globalThis',
    'process.exit(1)',
    'require("fs")',
    'import("fs")',
    '/a+/.test("b")',
    '`ch1`',
    '() => 1',
    'ch1 = 5',
    'ch1; ch2',
    'ch1, ch2',
    '[ch1]',
    '{a: 1}',
    'new Date()',
    'true',
    'null',
    'undefined',
    'NaN',
    'ch1 && ch2',
    'ch1 | 1',
    'ch1 >> 1',
    '~ch1',
    '!ch1',
    'ch1 ? 1 : 2',
    'ch1++',
    '1e999 * ch1',
    'eval("1")',
    'hasOwnProperty(ch1)',
    "ch1['__proto__']['x']",
    'valueOf(ch1)',
    'ch1 ** 2',
    'mean(constructor, 5 s)',
  ])('%s is no expression', (text) => {
    expect(fault(text).message.length).toBeGreaterThan(5);
  });

  test.each([
    ['brackets', `${'('.repeat(450)}ch1${')'.repeat(450)}`],
    ['signs', `${'-'.repeat(900)}ch1`],
    ['powers', `ch1${'^1'.repeat(490)}`],
    ['sums', `ch1${'+ch1'.repeat(240)}`],
    ['calls', `${'abs('.repeat(190)}ch1${')'.repeat(190)}`],
    ['length', `ch1 + ${' '.repeat(1000)}`],
  ])('many %s end in words, not in a crash', (_what, text) => {
    try {
      checkExpression(text, channels);
    } catch (error) {
      expect(error).toBeInstanceOf(ExpressionFault);
    }
  });

  test('the parser keeps nothing from one expression to the next', () => {
    for (const broken of ["('Flow", 'mean(((', '5 bar *', "'x"]) expect(fault(broken).message).toBeTruthy();
    expect(result("'Pump pressure' * 'Flow'")).toEqual([10, 'kW']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('whatever the text, the answer is a plan or a fault inside the text', () => {
    const word = fc.constantFrom(
      "'Flow'",
      'ch0',
      'ch2',
      '5',
      '5 bar',
      '+',
      '-',
      '*',
      '/',
      '^',
      '(',
      ')',
      ',',
      'abs(',
      'if(',
      'mean(',
      '>',
      '%',
      '.',
      "'",
      '[',
      ' ',
      '__proto__',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(word, { maxLength: 25 }).map((parts) => parts.join('')),
          fc.string({ maxLength: 60 }),
        ),
        (text) => {
          try {
            checkExpression(text, channels);
          } catch (error) {
            expect(error).toBeInstanceOf(ExpressionFault);
            const { from, to } = (error as ExpressionFault).place;
            expect(0 <= from && from <= to && to <= text.length).toBe(true);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});
