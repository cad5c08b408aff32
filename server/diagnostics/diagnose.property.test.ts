import fc from 'fast-check';
import { Value } from 'typebox/value';
import { expect, it } from 'vitest';
import { signalIds } from '../systems/signal.schema.ts';
import { diagnose } from './diagnose.ts';
import { DiagnosisResult } from './diagnosis.schema.ts';
import type { SignalInput } from './diagnosis-input.ts';

const channel = fc
  .record({
    signal: fc.option(fc.constantFrom(...signalIds), { nil: null }),
    unit: fc.constantFrom('bar', 'MPa', 'l/min', '°C', 'W', 'kW', 'rpm', '%', 'mm/s', 'furlong', ''),
    quantity: fc.constantFrom('pressure', 'flow', 'temperature', 'power', 'speed', 'ratio', 'other'),
    intervalMs: fc.option(fc.constantFrom(10, 100, 1000, 60_000), { nil: null }),
    startS: fc.constantFrom(0, 0.5, 30),
    values: fc.array(fc.oneof(fc.double({ min: -1e6, max: 1e6 }), fc.constantFrom(0, 0, 100, 100, Number.NaN)), { maxLength: 300 }),
  })
  .map(({ values, ...rest }): SignalInput => {
    const data = Float64Array.from(values);
    const times = data.map((_, index) => rest.startS + index * 1.3);
    return {
      ...{ name: `channel ${rest.signal}`, ...rest, count: data.length, rangeLow: null, rangeHigh: null, accuracyPercentFs: null },
      read: (from, to) => data.slice(from, to),
      times: (from, to) => times.slice(from, to),
    };
  });

it('whatever the channels hold, the result keeps the contract and is never normal', () => {
  fc.assert(
    fc.property(fc.array(channel, { maxLength: 12 }), fc.boolean(), (signals, hasCycles) => {
      const result = diagnose({
        recording: {
          ...{ id: 'x', name: 'x', systemName: 'x', isSimulated: false, seriesSha256: '0'.repeat(64), files: [], startedAt: null },
          durationS: 300,
          cycles: hasCycles ? { lengthS: 60, count: 5 } : null,
        },
        components: [],
        limits: [],
        signals,
      });
      expect([...Value.Errors(DiagnosisResult, result)]).toEqual([]);
      expect(JSON.stringify(result)).not.toMatch(/\bNaN\b|Infinity/);
      expect(result.verdict.state).not.toBe('normal');
    }),
    { numRuns: 150 },
  );
});
