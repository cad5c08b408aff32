import { closeSync, openSync, writeSync } from 'node:fs';
import { serveTasks, type TaskContext } from '../platform/workers/worker-host.ts';
import { writeLoggerCsv } from '../simulation/logger-file.ts';
import { type Scenario, simulate } from '../simulation/simulate.ts';

export interface SimulationTask {
  readonly scenario: Scenario;
  readonly startIso: string;
  readonly path: string;
}

/** Simulates a scenario and writes the file that a logger on that machine would have written. */
async function run({ scenario, startIso, path }: SimulationTask, { signal, onProgress }: TaskContext): Promise<null> {
  onProgress({ phase: 'simulating', done: 0, total: scenario.durationS, unit: 's', ratePerSecond: null });
  const recording = simulate(scenario);
  const fd = openSync(path, 'wx');
  try {
    for (const text of writeLoggerCsv(recording, { startIso, delimiter: ';' })) {
      signal.throwIfAborted();
      writeSync(fd, text);
    }
  } finally {
    closeSync(fd);
  }
  onProgress({ phase: 'simulated', done: scenario.durationS, total: scenario.durationS, unit: 's', ratePerSecond: null });
  return null;
}

serveTasks({ simulate: run });
