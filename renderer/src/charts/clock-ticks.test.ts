import { describe, expect, it } from 'vitest';
import { clockTicks, elapsedTicks, offsetOf } from './clock-ticks.ts';

const start = Date.UTC(2026, 6, 1, 21, 59, 0) / 1000;

describe('clock ticks', () => {
  it('are written in the zone of the site, with the date where the day changes', () => {
    const ticks = clockTicks('en', 'Europe/Berlin')([start, start + 60, start + 120], 60);
    expect(ticks).toEqual(['23:59\n2026-07-01', '00:00\n2026-07-02', '00:01']);
  });
  it('show milliseconds only when the step needs them', () => {
    expect(clockTicks('en', 'UTC')([start + 0.25], 0.05)[0]).toMatch(/^21:59:00\.250/);
    expect(clockTicks('en', 'UTC')([start], 10)[0]).toMatch(/^21:59:00\n/);
  });
});

describe('elapsed ticks', () => {
  it('have as many digits as their step', () => {
    expect(elapsedTicks('de')([0, 0.25], 0.05)).toEqual(['0,00', '0,25']);
    expect(elapsedTicks('en')([0, 60], 60)).toEqual(['0', '60']);
  });
});

describe('offsets', () => {
  it('follow summer time', () => {
    expect(offsetOf('Europe/Berlin', new Date('2026-07-01T00:00:00Z'))).toBe('UTC+02:00');
    expect(offsetOf('Europe/Berlin', new Date('2026-01-01T00:00:00Z'))).toBe('UTC+01:00');
    expect(offsetOf('UTC', new Date('2026-01-01T00:00:00Z'))).toBe('UTC+00:00');
  });
});
