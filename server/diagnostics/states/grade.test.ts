import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALARM_ON, bounds, deadband, run, seriesOf, WARNING_ON } from './grade.fixture.ts';
import { HEALTHY, INCIPIENT, UNKNOWN } from './grade.science.ts';

const reading = fc.double({ min: 40, max: 90, noNaN: true });
const readingOrGap = fc.oneof({ weight: 4, arbitrary: reading }, { weight: 1, arbitrary: fc.constant(Number.NaN) });

describe('a deadband', () => {
  test('keeps a grade until a value has come back by it', () => {
    expect(run([54, 56, 54, 53.5, 52.9, 54], { deadband })).toEqual([0, 1, 1, 1, 0, 0]);
  });

  test('is crossed as a whole between two changes of the same switch: nothing flaps inside it', () => {
    fc.assert(
      fc.property(fc.array(reading, { maxLength: 60 }), (values) => {
        const grades = run(values, { deadband });
        for (let index = 1; index < values.length; index += 1) {
          const [before, after] = [grades[index - 1] as number, grades[index] as number];
          for (const [grade, on] of [WARNING_ON, ALARM_ON]) {
            if (before < grade && after >= grade) expect(values[index]).toBeGreaterThan(on);
            if (before >= grade && after < grade) expect(values[index]).toBeLessThanOrEqual(on - deadband);
          }
        }
      }),
    );
  });

  test('works on the low side as on the high side', () => {
    fc.assert(
      fc.property(fc.array(readingOrGap, { maxLength: 40 }), fc.integer({ min: 1, max: 4 }), (values, count) => {
        const holding = { deadband, delay: { kind: 'count', count } as const };
        const low = { warningLow: -bounds.warningHigh, alarmLow: -bounds.alarmHigh };
        expect(
          run(
            values.map((value) => -value),
            holding,
            seriesOf(low),
          ),
        ).toEqual(run(values, holding));
      }),
    );
  });
});

describe('a delay', () => {
  test('of n values lets no exceedance of n values through, and raises nothing for a shorter one', () => {
    fc.assert(
      fc.property(fc.array(reading, { maxLength: 60 }), fc.integer({ min: 1, max: 6 }), (values, count) => {
        const grades = run(values, { delay: { kind: 'count', count } });
        let inARow = 0;
        values.forEach((value, index) => {
          inARow = value > bounds.warningHigh ? inARow + 1 : 0;
          expect((grades[index] as number) >= INCIPIENT).toBe(inARow >= count);
        });
      }),
    );
  });

  test('in seconds is the same as in values that last as long', () => {
    fc.assert(
      fc.property(fc.array(readingOrGap, { maxLength: 40 }), fc.integer({ min: 1, max: 6 }), (values, count) => {
        const inSeconds = run(values, { deadband, delay: { kind: 'time', seconds: count * 0.1 } }, seriesOf(bounds, 0.1));
        expect(inSeconds).toEqual(run(values, { deadband, delay: { kind: 'count', count } }));
      }),
    );
  });
});

describe('a value that is missing or not watched', () => {
  test('is never judged, never raises and never heals: the others are judged as if it were not there', () => {
    const held = fc.record({ value: readingOrGap, isWatched: fc.boolean() });
    fc.assert(
      fc.property(fc.array(held, { maxLength: 60 }), fc.integer({ min: 1, max: 4 }), (items, count) => {
        const holding = { deadband, delay: { kind: 'count', count } as const };
        const isJudged = ({ value, isWatched }: { value: number; isWatched: boolean }) => isWatched && Number.isFinite(value);
        const grades = run(
          items.map(({ value }) => value),
          holding,
          { ...seriesOf(bounds), isWatched: (index) => items[index]?.isWatched === true },
        );
        expect(grades.map((grade) => grade !== UNKNOWN)).toEqual(items.map(isJudged));
        const rest = items.filter(isJudged).map(({ value }) => value);
        expect(grades.filter((grade) => grade !== UNKNOWN)).toEqual(run(rest, holding));
      }),
    );
  });

  test('leaves an alarm standing', () => {
    expect(run([70, Number.NaN, 54, 40], { deadband })).toEqual([2, UNKNOWN, INCIPIENT, HEALTHY]);
  });
});
