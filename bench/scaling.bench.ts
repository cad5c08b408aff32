import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { runImport } from '../server/measurements/imports/import.runner.ts';
import type { Bench, Measurement, Task } from './bench.types.ts';
import { importInput, quietContext } from './imported-file.ts';
import { ensureLoggerFile } from './logger-file.ts';

const multiples = [1, 2, 4];

/** The same import at one, two and four times the size: time per byte and memory stay what they are. */
export const bench: Bench = {
  title: 'Import of 1, 2 and 4 times as much: CPU seconds per GB and memory',
  megabytes: 1000,
  async prepare({ folder, megabytes }) {
    return multiples.map((multiple) => {
      const input = join(folder, `logger-${megabytes * multiple}mb.csv`);
      ensureLoggerFile(input, { bytes: megabytes * multiple * 1e6 });
      return { label: `${multiple} x ${megabytes} MB`, input, inputBytes: statSync(input).size, out: join(folder, 'scaling.out') };
    });
  },
  contenders: { sightglass },
  targets: [
    { name: 'CPU seconds per GB', value: (of, task) => (of.sightglass!.cpuSeconds / task.inputBytes) * 1e9 },
    { name: 'peak MB of the import', value: (of) => of.sightglass!.peakRssMb, atMost: 400 },
  ],
};

async function sightglass({ input, out }: Task): Promise<Measurement> {
  const started = performance.now();
  const { report } = await runImport(importInput([input], out), quietContext());
  const ms = performance.now() - started;
  const storedBytes = statSync(out).size;
  for (const path of [out, `${out}.rejected.csv`]) rmSync(path, { force: true });
  return { ms, storedBytes, work: { rows: report.acceptedRows } };
}
