import { atOneRate } from './recording-rate.ts';
import type { Scenario, SimulatedRecording, SimulatedSignal } from './simulate.ts';

export interface LoggerOptions {
  /** Time of the first sample, ISO 8601. */
  readonly startIso: string;
  readonly delimiter: ';' | ',' | '\t';
  /** Rate of the rows; the fastest signal's when absent. */
  readonly rateHz?: number;
}

const rowsPerChunk = 2000;

/** The channel's name as the logger writes it, without the unit. */
export function channelName(signal: Pick<SimulatedSignal, 'label' | 'name'>): string {
  return `${signal.label} ${signal.name}`;
}

/** The unit as the logger writes it; an absolute pressure says so, because gauge and absolute must never mix. */
export function channelUnit(signal: Pick<SimulatedSignal, 'unit' | 'isAbsolute'>): string {
  return signal.isAbsolute ? `${signal.unit} abs` : signal.unit;
}

function header(signal: SimulatedSignal): string {
  return `${channelName(signal)} [${channelUnit(signal)}]`;
}

/**
 * The recording as a logger would have written it: a header line, then one row per scan with an ISO time in milliseconds (UTC) and
 * rounded values; a lost sample is an empty field. Yields text in pieces of some hundred kilobytes.
 * Throws RangeError when the start time cannot be read.
 */
export function* writeLoggerCsv(recording: SimulatedRecording, options: LoggerOptions): Generator<string> {
  const start = Date.parse(options.startIso);
  if (Number.isNaN(start))
    throw new RangeError(`The start time "${options.startIso}" is not an ISO 8601 time such as 2026-03-02T06:00:00Z.`);
  const { delimiter } = options;
  const rateHz = options.rateHz ?? Math.max(...recording.signals.map((signal) => signal.rateHz));
  const { signals } = atOneRate(recording, rateHz);
  const count = signals[0]?.values.length ?? 0;
  yield `${['time', ...signals.map(header)].join(delimiter)}\r\n`;
  let lines: string[] = [];
  for (let row = 0; row < count; row++) {
    let line = new Date(start + Math.round((row * 1000) / rateHz)).toISOString();
    for (const signal of signals) {
      const value = signal.values[row]!;
      line += Number.isNaN(value) ? delimiter : `${delimiter}${value.toFixed(signal.decimals)}`;
    }
    lines.push(line);
    if (lines.length === rowsPerChunk || row === count - 1) {
      yield `${lines.join('\r\n')}\r\n`;
      lines = [];
    }
  }
}

/** A file name that says the data are simulated, which machine, and which faults at which severity. */
export function demoFileName(scenario: Scenario): string {
  const faults = scenario.faults.filter((fault) => fault.severity > 0).map((fault) => `${fault.id}-${Math.round(fault.severity * 100)}`);
  const machine = scenario.circuit.name
    .replace(/\(simulated\)/i, '')
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return `simulated_${machine}_${faults.length === 0 ? 'healthy' : faults.join('_')}_seed-${scenario.seed}.csv`;
}
