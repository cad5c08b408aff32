import { describe, expect, it } from 'vitest';
import { composeReport } from '../document.composer.ts';
import { fixtureInput } from '../fixtures/report-input.fixture.ts';
import type { Figure } from '../report-document.schema.ts';
import { figureSvg } from './figure.svg.ts';
import { valueAxis } from './value.axis.ts';

const figures = composeReport(fixtureInput()).figures;
const byId = (id: string) => figures.find((figure) => figure.id === id) as Figure;
const words = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map((match) => match[1]);

describe('a figure', () => {
  it('names quantity and unit on its axes', () => {
    expect(words(figureSvg(byId('trend-I1')))).toEqual(expect.arrayContaining(['Cooling effectiveness / %', 'Cycle']));
    const texts = words(figureSvg(byId('channels-circuit')));
    expect(texts).toEqual(expect.arrayContaining(['PS1 / bar', 'FS2 / l/min', 'Time since the start of the recording / min']));
  });

  it('labels its limits with level, value and unit', () => {
    const texts = words(figureSvg(byId('trend-I1')));
    expect(texts).toEqual(expect.arrayContaining(['warning below 32.4\u00a0%', 'alarm below 25.2\u00a0%']));
    expect(words(figureSvg(byId('channels-temperatures')))).toContain('alarm above 65\u00a0°C');
  });

  it('marks the ranges a finding rests on and names the fault in its caption', () => {
    expect(byId('channels-temperatures').marks).toEqual([{ from: 30, to: 40, label: 'a', meaning: 'Filter bypass open' }]);
    expect(words(figureSvg(byId('channels-temperatures')))).toContain('a');
    expect(byId('channels-temperatures').caption).toContain('Shaded ranges are those a finding rests on: a Filter bypass open.');
  });

  it('uses saturated colour only beyond a limit', () => {
    const calm = { ...byId('channels-circuit') };
    expect(figureSvg(calm)).not.toMatch(/#b3141c|#a85d00/);
    expect(figureSvg(byId('trend-I1'))).toMatch(/#b3141c/);
  });

  it('has the same bytes however many figures were drawn before', () => {
    const first = figures.map(figureSvg);
    expect(figures.map(figureSvg)).toEqual(first);
    expect(first.join()).not.toMatch(/zr\d|NaN|undefined|ecmeta|url\(#zr/);
  });

  it('leaves a gap where no sample was valid', () => {
    const [series] = byId('channels-circuit').panes[1]?.series ?? [];
    expect(series?.mean.filter((value) => value === null).length).toBe(1);
    const bands = figureSvg(byId('channels-circuit')).match(/fill="#c9d6e3"/g) ?? [];
    expect(bands.length).toBe(3);
  });

  it('has an axis that holds every value and ends on round numbers', () => {
    for (const pane of figures.flatMap((figure) => figure.panes)) {
      const { min, max, interval } = valueAxis(pane);
      const values = pane.series.flatMap((series) => [...series.min, ...series.max]).filter((value) => value !== null);
      expect(min).toBeLessThanOrEqual(Math.min(...values));
      expect(max).toBeGreaterThanOrEqual(Math.max(...values));
      expect(Math.abs(min / interval - Math.round(min / interval))).toBeLessThan(1e-9);
    }
  });

  it('shows the limit beside a quiet curve', () => {
    const quiet = { name: 'A', at: [0, 1], min: [0.842, 0.843], max: [0.842, 0.843], mean: [0.842, 0.843] };
    const limits = [{ label: 'warning below 0.9', value: 0.9, level: 'attention' as const, side: 'below' as const }];
    expect(valueAxis({ axis: 'A', series: [quiet], limits }).max).toBeGreaterThanOrEqual(0.9);
  });

  it('keeps a constant channel readable', () => {
    const flat = { name: 'A', at: [0, 1], min: [5, 5], max: [5, 5], mean: [5, 5] };
    const { min, max } = valueAxis({ axis: 'A', series: [flat], limits: [] });
    expect(min).toBeLessThan(5);
    expect(max).toBeGreaterThan(5);
  });
});
