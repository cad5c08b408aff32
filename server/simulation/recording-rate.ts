import type { SimulatedRecording, SimulatedSignal } from './simulate.ts';

/**
 * Lays all signals on one rate as a logger with one scan does: at each instant the newest sample that exists. Slow channels repeat,
 * fast ones are thinned; nothing is averaged or invented.
 */
export function atOneRate(recording: SimulatedRecording, rateHz: number): SimulatedRecording {
  const count = Math.floor(recording.durationS * rateHz + 1e-9);
  const lay = (signal: SimulatedSignal): SimulatedSignal => {
    const values = new Float64Array(count);
    const last = signal.values.length - 1;
    for (let i = 0; i < count; i++) {
      const source = Math.floor((i * signal.rateHz) / rateHz + 1e-9);
      values[i] = signal.values[Math.min(source, last)] ?? Number.NaN;
    }
    return { ...signal, rateHz, values };
  };
  return { ...recording, signals: recording.signals.map(lay) };
}
