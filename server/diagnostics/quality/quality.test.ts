import { describe, expect, it } from 'vitest';
import type { SignalInput } from '../diagnosis-input.ts';
import { type Gate, gateChannels, qualityOf } from './quality.ts';

function channel(values: ArrayLike<number>, more: Partial<SignalInput> = {}): SignalInput {
  const data = Float64Array.from(values);
  return {
    ...{ name: 'p', signal: 'p_P', quantity: 'pressure', unit: 'bar', intervalMs: 100, startS: 0, count: data.length },
    ...{ rangeLow: null, rangeHigh: null, accuracyPercentFs: null },
    read: (from, to) => data.slice(from, to),
    ...more,
  };
}
const wave = (count: number, change: (value: number, index: number) => number = (value) => value) =>
  Array.from({ length: count }, (_, index) => change(100 + 20 * Math.sin(index / 7), index));
const judge = (input: SignalInput) => qualityOf(gateChannels([input], (input.count * 100) / 1000)[0] as Gate, [], undefined);
const codes = (input: SignalInput) => judge(input).notes.map((note) => note.code);

describe('a channel', () => {
  it('that moves within reason is good', () => {
    expect(judge(channel(wave(2000)))).toMatchObject({ status: 'good', validShare: 1, notes: [] });
  });

  it('that repeats one value for half a minute has failed, with the range', () => {
    const found = judge(channel(wave(2000, (value, index) => (index > 1000 && index < 1500 ? 97.5 : value))));
    expect(found.status).toBe('failure');
    expect(found.notes[0]).toMatchObject({ code: 'stuck', range: { channel: 'p', fromS: 100.1, toS: 149.9 } });
  });

  it('that rests at zero is only idle', () => {
    expect(codes(channel(wave(2000, (value, index) => (index > 500 ? 0 : value))))).toEqual([]);
  });

  it('with a gap says how long it was and where', () => {
    const found = judge(channel(wave(2000, (value, index) => (index >= 300 && index < 400 ? Number.NaN : value))));
    expect(found.status).toBe('check-function');
    expect(found.notes.find((note) => note.code === 'gap')).toMatchObject({ range: { fromS: 30, toS: 40 } });
  });

  it('that is hardly there has failed', () => {
    expect(judge(channel(wave(100, (value, index) => (index % 3 === 0 ? value : Number.NaN)))).status).toBe('failure');
  });

  it('at the end of its range is clipped, in the unit it was written in', () => {
    const clipped = wave(2000, (value) => Math.min(value, 115) / 10);
    expect(codes(channel(clipped, { unit: 'MPa', rangeLow: 0, rangeHigh: 11.5 }))).toContain('clipped');
  });

  it('with single-sample spikes wants maintenance', () => {
    const spiky = wave(2000, (value, index) => (index % 400 === 399 ? 240 : value));
    expect(judge(channel(spiky, { rangeLow: 0, rangeHigh: 250 })).status).toBe('maintenance-required');
  });

  it('that reads what no sensor can see is out of specification', () => {
    expect(judge(channel(wave(2000, (value) => value * 40))).status).toBe('out-of-specification');
  });

  it('whose time stamps stand still or go back says so', () => {
    const times = Float64Array.from({ length: 2000 }, (_, index) => (index === 700 ? 1 : index / 10));
    const input = channel(wave(2000), { intervalMs: null, times: (from, to) => times.slice(from, to) });
    expect(codes(input)).toContain('clock');
  });

  it('that rests while every other one rests too is not called dead', () => {
    const rest = (value: number, index: number) => (index > 1000 && index < 1500 ? 97.5 : value);
    const still = channel(
      wave(2000, (value, index) => (index > 900 && index < 1600 ? 12 : value)),
      { name: 'Q', signal: 'Q_P', quantity: 'flow' },
    );
    const [gate] = gateChannels([channel(wave(2000, rest)), still], 200);
    expect(gate?.notes).toMatchObject([{ code: 'stuck', severity: 'check-function' }]);
  });

  it('without a signal may be constant', () => {
    const spare = channel(new Float64Array(2000).fill(4), { name: 'Reserve 4', signal: null });
    const [, gate] = gateChannels([channel(wave(2000)), spare], 200);
    expect(gate).toMatchObject({ isFailed: false, notes: [{ code: 'constant', severity: 'good' }] });
  });
});
