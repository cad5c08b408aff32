import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Figure, figureHeight, figureSvg } from './figure-svg.ts';
import { niceTicks } from './figure-ticks.ts';

const curve = { name: 'p_P [bar]', color: '#2f648c', dash: [], width: 1, axis: 0, x: [0, 1, 2, 3], y: [1, undefined, null, 4] };
const figure = (changed: Partial<Figure> = {}): Figure => ({
  title: 'Monday',
  facts: ['Press 7', 'SHA-256 abc'],
  panes: [
    {
      x: { label: 's', min: 0, max: 3, isLog: false, isClock: false, ticks: (values) => values.map(String) },
      axes: [{ label: 'bar', min: 0, max: 5, isLog: false }],
      curves: [curve],
      lines: [{ axis: 0, value: 4, label: 'Alarm high 4 bar', isAlarm: true }],
    },
  ],
  number: String,
  ...changed,
});

describe('a figure', () => {
  it('says what it shows, on white', () => {
    const svg = figureSvg(figure());
    for (const word of ['Monday', 'Press 7', 'SHA-256 abc', 'p_P [bar]', 'Alarm high 4 bar']) expect(svg).toContain(word);
    expect(svg).toContain('<rect width="100%" height="100%" fill="#ffffff"/>');
    expect(svg).toContain(`height="${figureHeight(figure())}"`);
  });
  it('draws no line across a gap', () => {
    const path = /<path d="([^"]*)" fill="none"/.exec(figureSvg(figure()))?.[1] ?? '';
    expect(path.match(/M/g)).toHaveLength(2);
    expect(path).not.toContain('L');
  });
  it('lets no name become markup', () => {
    const svg = figureSvg(figure({ title: '<script>alert(1)</script>&"\u0000' }));
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot; ');
  });
});

describe('ticks', () => {
  it('are round and inside', () => {
    expect(niceTicks(0, 10, { count: 5 }).ticks).toEqual([0, 2, 4, 6, 8, 10]);
    expect(niceTicks(0, 600, { count: 8, isClock: true }).step).toBe(120);
    expect(niceTicks(5, 5, { count: 5 }).ticks).toEqual([]);
  });
  it('are never too many, and lie between both ends', () => {
    const value = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(value, fc.double({ min: 1e-3, max: 1e9, noNaN: true }), fc.boolean(), (min, span, isClock) => {
        const { ticks, step } = niceTicks(min, min + span, { count: 8, isClock });
        const air = step * 1e-6;
        return ticks.length <= 50 && ticks.every((tick) => tick >= min - air && tick <= min + span + air);
      }),
    );
  });
});
