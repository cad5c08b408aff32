import { statSync } from 'node:fs';
import { join } from 'node:path';
import { demoChannels, demoComponents } from '../server/demo/demo-plant.ts';
import { runDiagnosis } from '../server/diagnostics/diagnosis-run.ts';
import type { DiagnosisTask } from '../server/diagnostics/diagnosis-task.ts';
import type { Bench, Measurement, Task } from './bench.types.ts';
import { type DayRecording, ensureDayRecording } from './day-recording.ts';

/** Values of 24 h, 17 channels, 100 Hz as doubles. */
const dayMegabytes = 1175;

/** A whole diagnosis as the worker process does it, from the stored series file to the result. */
export const bench: Bench = {
  title: 'Full diagnosis of 24 h, 17 channels at 100 Hz (simulated; 1.5e8 values): cycles declared by the file, and to be found',
  megabytes: dayMegabytes,
  async prepare({ folder, megabytes }) {
    const hours = (24 * megabytes) / dayMegabytes;
    const { path, durationS, cycleS } = await ensureDayRecording(join(folder, `day-${megabytes}mb.sgs`), hours);
    const more = { hours, durationS };
    const task = { input: path, inputBytes: megabytes * 1e6, out: join(folder, 'diagnosis.out') };
    return [
      { label: 'cycles declared', ...task, more: { ...more, cycleS } },
      { label: 'cycles to be found', ...task, more: { ...more, cycleS: 0 } },
    ];
  },
  contenders: { sightglass },
  targets: [
    { name: 'seconds of the diagnosis', value: (of) => of.sightglass!.ms / 1000, atMost: 60 },
    { name: 'peak MB of the process', value: (of) => of.sightglass!.peakRssMb, atMost: 1500 },
    { name: 'CPU seconds', value: (of) => of.sightglass!.cpuSeconds },
  ],
};

async function sightglass({ input, more }: Task): Promise<Measurement> {
  const made = await ensureDayRecording(input, Number(more!.hours));
  const task = taskOf(made, Number(more!.cycleS));
  const started = performance.now();
  const { signal } = new AbortController();
  const { indicators, findings } = await runDiagnosis(task, { signal, onProgress: () => undefined });
  const ms = performance.now() - started;
  const computed = indicators.filter(({ state }) => state !== 'not-computable').length;
  process.stderr.write(`  ${computed} of ${indicators.length} indicators computed; ${findings.map(({ faultId }) => faultId).join(', ')}\n`);
  return { ms, storedBytes: statSync(input).size, work: { indicators: indicators.length, computed, findings: findings.length } };
}

function taskOf({ path, channels, durationS, cycleS }: DayRecording, declaredS: number): DiagnosisTask {
  const known = demoChannels();
  const cycles = declaredS > 0 ? { lengthS: cycleS, count: Math.floor(durationS / cycleS) } : null;
  const nothing = { channelId: null, unitWritten: null, min: null, max: null, mean: null, derived: null };
  return {
    seriesPath: path,
    channels: channels.map(({ name, unit, count }, position) => {
      const { quantity, signal, rangeLow, rangeHigh, accuracyPercentFs } = known.find((one) => one.signal === name) ?? {
        ...{ quantity: 'other' as const, signal: null, rangeLow: null, rangeHigh: null, accuracyPercentFs: null },
      };
      const place = { index: position, timeBase: 0, position, intervalMs: 10, count, valid: count };
      return {
        ...nothing,
        ...place,
        name,
        unit,
        quantity,
        signal: signal ?? null,
        rangeLow: rangeLow ?? null,
        rangeHigh: rangeHigh ?? null,
        accuracyPercentFs: accuracyPercentFs ?? null,
      };
    }),
    components: demoComponents().map(({ kind, name, nameplate }) => ({ kind, name, nameplate: nameplate ?? {} })),
    limits: [],
    experience: {},
    recording: {
      ...{
        id: 'day',
        name: 'A day (simulated)',
        systemName: 'Bench',
        isSimulated: true,
        seriesSha256: '0'.repeat(64),
        files: [],
        startedAt: null,
      },
      durationS,
      cycles,
    },
  };
}
